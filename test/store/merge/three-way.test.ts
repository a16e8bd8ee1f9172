import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compactJson, type JsonNode, memberOf } from '../../../store/catalog/json-tree.ts';
import { mergeMembers, mergeSets } from '../../../store/files/merge/three-way.ts';

const NAMES = ['a', 'b', '__proto__', '1'] as const;
const state = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('x', 'y', 'z')), { selector: ([name]) => name })
  .map((pairs): JsonNode => ({
    kind: 'object',
    members: pairs.map(([name, value]) => [name, { kind: 'string', value }]),
  }));

function at(node: JsonNode, name: string): string | undefined {
  const member = memberOf(node, name);
  return member && compactJson(member);
}

describe('a merge of three states', () => {
  it('takes what one side changed, keeps what none did, and asks where both did', () => {
    fc.assert(
      fc.property(state, state, state, (base, ours, theirs) => {
        const { merged, conflicts } = mergeMembers(base, ours, theirs);
        for (const name of NAMES) {
          const [was, our, their] = [at(base, name), at(ours, name), at(theirs, name)];
          const both = our !== was && their !== was && our !== their;
          assert.equal(conflicts.includes(name), both, name);
          if (!both) assert.equal(at(merged, name), our === was ? their : our, name);
        }
      }),
    );
  });

  it('comes to the same whichever side is ours', () => {
    fc.assert(
      fc.property(state, state, state, (base, ours, theirs) => {
        const [one, other] = [mergeMembers(base, ours, theirs), mergeMembers(base, theirs, ours)];
        assert.deepEqual([...one.conflicts].sort(), [...other.conflicts].sort());
        if (one.conflicts.length > 0) return;
        for (const name of NAMES) assert.equal(at(one.merged, name), at(other.merged, name));
      }),
    );
  });

  it('a set keeps what either added and loses what either removed', () => {
    assert.deepEqual(mergeSets(['a', 'b', 'c'], ['a', 'c', 'd'], ['a', 'b', 'e']), ['a', 'd', 'e']);
  });
});

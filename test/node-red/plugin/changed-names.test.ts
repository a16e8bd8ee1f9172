import assert from 'node:assert/strict';
import { changedNames } from '../../../node-red/plugin/changed-names.ts';
import { toObject } from '../../../store/runtime/to-value.ts';

describe('names whose values changed', () => {
  const rows: readonly (readonly [string, object | undefined, object | undefined, readonly string[]])[] = [
    ['nothing', { A: '1' }, { A: '1' }, []],
    ['a text', { A: '1', B: '2' }, { A: '1', B: '3' }, ['B']],
    ['within JSON', { A: { x: [1, 2] } }, { A: { x: [1, 3] } }, ['A']],
    ['equal JSON of another object', { A: { x: [1] } }, { A: { x: [1] } }, []],
    ['one that came and one that went', { A: '1' }, { B: '1' }, ['A', 'B']],
    ['the first of all', undefined, { A: '1' }, ['A']],
    ['a hostile name', toObject([['__proto__', '1']]), toObject([['__proto__', '2']]), ['__proto__']],
  ];
  for (const [what, before, after, expected] of rows) {
    it(`are told: ${what}`, () => {
      const globals = (value: object | undefined): { SECRETS?: object } => (value ? { SECRETS: value } : {});
      const { secrets, credentials } = changedNames(globals(before), globals(after));
      assert.deepEqual([...secrets].sort(), expected);
      assert.equal(credentials.size, 0);
    });
  }
});

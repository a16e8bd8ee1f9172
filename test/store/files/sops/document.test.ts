import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  compactJson,
  type JsonNode,
  type JsonObject,
  memberOf,
  parseJson,
  withMember,
  withoutMember,
} from '../../../../store/catalog/json-tree.ts';
import { SopsDocument } from '../../../../store/files/sops/document.ts';
import { createIdentity, type Identity } from '../../../../store/identity/identity.ts';

const NOW = '2026-11-01T08:00:00Z';

/** JSON texts with any names, any nesting, and numbers of every spelling. */
const secrets = fc
  .dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', '1', 'a:b')), fc.jsonValue({ maxDepth: 3 }), {
    maxKeys: 6,
  })
  .map((value) => parseJson(JSON.stringify(value)));

describe('a SOPS document', () => {
  let me: Identity;
  before(async () => {
    me = await createIdentity('test');
  });

  async function sealed(content: JsonNode): Promise<JsonObject> {
    const document = await SopsDocument.create([me.recipient]);
    return document.seal(
      {
        kind: 'object',
        members: [
          ['space', { kind: 'string', value: 'DEV' }],
          ['secrets', content],
        ],
      },
      NOW,
    ).tree;
  }

  it('gives back what went in, and no value stands in clear', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (content) => {
        const atRest = await sealed(content);
        const opened = await SopsDocument.open(parseJson(compactJson(atRest)), [me]);
        assert.deepEqual(memberOf(opened.plain(), 'secrets'), content);
        assertEncrypted(memberOf(atRest, 'secrets')!);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps every ciphertext when nothing changed, but for the MAC', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (content) => {
        const atRest = await sealed(content);
        const opened = await SopsDocument.open(atRest, [me]);
        assert.deepEqual(memberOf(opened.seal(opened.plain(), NOW).tree, 'secrets'), memberOf(atRest, 'secrets'));
      }),
      { numRuns: 25 },
    );
  });

  it('a moved value is encrypted anew and keeps its type', async () => {
    const atRest = await sealed(parseJson('{"a":-0.0,"b":1.50}'));
    const opened = await SopsDocument.open(atRest, [me]);
    const [, a] = (memberOf(opened.plain(), 'secrets') as JsonObject).members[0]!;
    const plain = withMember(opened.plain(), 'secrets', { kind: 'object', members: [['c', a]] });
    const { tree: moved } = opened.seal(plain, NOW);
    assert.match(compactJson(memberOf(moved, 'secrets')!), /type:float/);
    const again = await SopsDocument.open(moved, [me]);
    assert.equal(compactJson(memberOf(again.plain(), 'secrets')!), '{"c":-0.0}');
  });

  it('opens for another reader once added, for a stranger never', async () => {
    const other = await createIdentity('other');
    const document = await SopsDocument.create([me.recipient]);
    const plain = parseJson('{"space":"DEV","secrets":{"A":"x"}}') as JsonObject;
    await assert.rejects(SopsDocument.open(document.seal(plain, NOW).tree, [other]), /No identity here/);
    const shared = (await document.withRecipient(other.recipient)).seal(plain, NOW).tree;
    assert.equal(compactJson((await SopsDocument.open(shared, [other])).plain()), compactJson(plain));
  });

  it('shows no value when printed', async () => {
    const opened = await SopsDocument.open(await sealed(parseJson('{"A":"canary-value"}')), [me]);
    const printed = inspect(opened, { depth: 9, showHidden: true }) + JSON.stringify(opened);
    assert.ok(!printed.includes('canary'));
  });

  it('refuses what needs several keys together', async () => {
    const atRest = await sealed(parseJson('{}'));
    const part = memberOf(atRest, 'sops') as JsonObject;
    const group: JsonObject = { kind: 'object', members: [['age', memberOf(part, 'age')!]] };
    const groups = withMember(withoutMember(part, 'age'), 'key_groups', { kind: 'array', items: [group, group] });
    await assert.rejects(SopsDocument.open(withMember(atRest, 'sops', groups), [me]), /key groups/);
  });
});

function assertEncrypted(node: JsonNode): void {
  if (node.kind === 'object')
    node.members.forEach(([, value]) => {
      assertEncrypted(value);
    });
  else if (node.kind === 'array') node.items.forEach(assertEncrypted);
  else if (node.kind === 'string') assert.ok(node.value === '' || node.value.startsWith('ENC[AES256_GCM,'));
  else assert.equal(node.kind, 'null');
}

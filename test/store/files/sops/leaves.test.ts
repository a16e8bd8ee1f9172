import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { compactJson, type JsonObject, parseJson } from '../../../../store/catalog/json-tree.ts';
import { SopsDocument } from '../../../../store/files/sops/document.ts';
import { decryptLeaves, encryptLeaves } from '../../../../store/files/sops/leaves.ts';
import { createIdentity, type Identity } from '../../../../store/identity/identity.ts';

const NOW = '2026-11-01T08:00:00Z';
const [KEY, OTHER] = [randomBytes(32), randomBytes(32)];

describe('the leaves of a document in one text', () => {
  let me: Identity;
  before(async () => {
    me = await createIdentity('test');
  });

  it('come back byte for byte, with this key and for this state only', () => {
    const leaf = fc
      .tuple(fc.constantFrom('str', 'int', 'bytes'), fc.uint8Array())
      .map(([type, bytes]) => ({ type, plain: Buffer.from(bytes) }));
    fc.assert(
      fc.property(fc.array(leaf), (leaves) => {
        const text = encryptLeaves(KEY, leaves, 'mac');
        assert.deepEqual(decryptLeaves(KEY, text, 'mac'), leaves);
        assert.equal(decryptLeaves(OTHER, text, 'mac'), undefined);
        assert.equal(decryptLeaves(KEY, text, 'another mac'), undefined);
      }),
    );
  });

  it('open what was written, and what was opened, to the same document', async () => {
    const plain = parseJson(
      '{"space":"DEV","secrets":{"A":"é\\u0000😀","B":[1.50,"",null,true,-0.0],"C":{"c":"x"}}}',
    ) as JsonObject;
    const { tree, leaves } = (await SopsDocument.create([me.recipient])).seal(plain, NOW);
    const opened = await SopsDocument.open(tree, [me]);
    for (const text of [leaves(), opened.leaves()]) {
      const again = await SopsDocument.open(tree, [me], undefined, text);
      assert.equal(compactJson(again.plain()), compactJson(plain));
      assert.equal(compactJson(again.seal(again.plain(), NOW).tree.members[1]![1]), compactJson(tree.members[1]![1]));
    }
  });

  it('of another state are not used, and the MAC is checked all the same', async () => {
    const document = await SopsDocument.create([me.recipient]);
    const [old, present] = ['old', 'new'].map((value) =>
      document.seal(parseJson(`{"space":"DEV","secrets":{"A":"${value}"}}`) as JsonObject, NOW),
    );
    const opened = await SopsDocument.open(present!.tree, [me], undefined, old!.leaves());
    assert.match(compactJson(opened.plain()), /"new"/);
    const moved = parseJson(compactJson(present!.tree).replace('"DEV"', '"PROD"'));
    await assert.rejects(SopsDocument.open(moved, [me], undefined, present!.leaves()), /MAC does not fit/);
  });

  it('show no value', async () => {
    const document = await SopsDocument.create([me.recipient]);
    const { leaves } = document.seal(parseJson('{"space":"DEV","secrets":{"A":"canary-value"}}') as JsonObject, NOW);
    assert.match(leaves(), /^ENC\[AES256_GCM,/);
  });
});

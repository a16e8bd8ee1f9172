import assert from 'node:assert/strict';
import { readImport } from '../../../store/transfer/read-import.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { json, TestStore, text } from '../../support/store.ts';

const CANARY = 'canary-2c9d';

async function read(file: string, content: string, test?: TestStore): Promise<readonly (readonly string[])[]> {
  const { secrets } = await readImport(file, content, test ? [test.me] : []);
  return secrets.map(({ key, kind, value }) => [key, kind, value.reveal()]);
}

describe('files that secrets are imported from', () => {
  it('.env: each line is a text', async () => {
    assert.deepEqual(await read('x.env', '\uFEFFA=1\nexport B="b c"\n'), [
      ['A', 'text', '1'],
      ['B', 'text', 'b c'],
    ]);
    assert.deepEqual(await read('x.env', '# nothing yet\n\n'), []);
    assert.deepEqual((await readImport('x.env', 'A=1\nno pair\n', [])).skippedLines, [2]);
    assert.deepEqual(await read('x.env', '__proto__=2\n'), [['__proto__', 'text', '2']]);
  });

  it('JSON: texts, and anything else as JSON with its order and numbers', async () => {
    assert.deepEqual(await read('x.json', '{"2":"t","1":{"b":1.0,"a":[null]},"__proto__":true}'), [
      ['2', 'text', 't'],
      ['1', 'json', '{"b":1.0,"a":[null]}'],
      ['__proto__', 'json', 'true'],
    ]);
  });

  it('a space, and any other SOPS file, with the key', async function () {
    requireSops(this);
    const test = await TestStore.create();
    try {
      await test.store.addSpace('DEV');
      await test.store.setSecret(text('DEV', 'A', 'a'));
      await test.store.setSecret(json('DEV', 'DB', '{"n":1.50}'));
      const space = await test.read('secrets/dev.space.json');
      assert.deepEqual(await read('dev', space, test), [
        ['A', 'text', 'a'],
        ['DB', 'json', '{"n":1.50}'],
      ]);
      await rejectsWith(readImport('dev', space, []), 'not-owner');
      await rejectsWith(readImport('dev', space.replace(/"A": "ENC[^"]*"/, '"A": ""'), [test.me]), 'tampered');
      await test.write('other.json', JSON.stringify({ TOKEN: CANARY, port: 1 }));
      sops(test.me.secret.reveal(), ['encrypt', '--age', test.me.recipient, '-i', test.path('other.json')]);
      assert.deepEqual(await read('other', await test.read('other.json'), test), [
        ['TOKEN', 'text', CANARY],
        ['port', 'json', '1'],
      ]);
    } finally {
      await test.dispose();
    }
  });

  it('a SOPS file of another store is refused, with what to do', async function () {
    requireSops(this);
    const test = await TestStore.create();
    try {
      for (const [file, content] of [
        ['x.yaml', 'TOKEN: t\n'],
        ['x.env', 'TOKEN=t\n'],
      ] as const) {
        await test.write(file, content);
        sops(test.me.secret.reveal(), ['encrypt', '--age', test.me.recipient, '-i', test.path(file)]);
        const refused = await rejectsWith(readImport(file, await test.read(file), [test.me]), 'broken');
        assert.match(refused.message, /sops decrypt --output-type json/);
      }
    } finally {
      await test.dispose();
    }
  });

  it('anything else is refused without a part of it', async () => {
    for (const content of [`{"A":"${CANARY}"`, `["${CANARY}"]`, `${CANARY} and more`, `{"A":"${CANARY}","A":1}`]) {
      const refused = await rejectsWith(readImport('x', content, []), 'broken');
      assert.ok(!refused.message.includes(CANARY), refused.message);
    }
  });
});

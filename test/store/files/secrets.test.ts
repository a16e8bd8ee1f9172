import assert from 'node:assert/strict';
import { rejectsWith } from '../../support/rejects.ts';
import { ALLOW, json, TestStore, text } from '../../support/store.ts';

describe('secrets of a files store', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
  });
  afterEach(() => test.dispose());

  async function versionOf(space: string): Promise<number | undefined> {
    return (await test.store.catalog()).spaces.find((entry) => entry.space === space)?.version;
  }

  it('adds, reads and replaces a text secret; each change counts one version', async () => {
    assert.equal(await versionOf('DEV'), 1);
    assert.deepEqual(await test.store.setSecret(text('DEV', 'API_KEY', 'one')), { changed: true, version: 2 });
    assert.deepEqual(await test.store.setSecret(text('DEV', 'API_KEY', 'two')), { changed: true, version: 3 });
    const { kind, value } = await test.store.readSecret('DEV', 'API_KEY');
    assert.equal(kind, 'text');
    assert.equal(value.reveal(), 'two');
    assert.equal(await versionOf('DEV'), 3);
  });

  it('changes nothing for an equal value', async () => {
    await test.store.setSecret(json('DEV', 'DB', '{"b":1,"a":[1.0,null]}'));
    const before = await test.read('secrets/dev.space.json');
    test.time += 60_000;
    assert.deepEqual(await test.store.setSecret(json('DEV', 'DB', '{ "b": 1, "a": [1.0, null] }')), {
      changed: false,
      version: 2,
    });
    assert.equal(await test.read('secrets/dev.space.json'), before);
    assert.equal((await test.store.setSecret(json('DEV', 'DB', '{"a":[1.0,null],"b":1}'))).changed, true);
  });

  it('tells text from JSON of the same spelling', async () => {
    await test.store.setSecret(text('DEV', 'N', '5'));
    assert.equal((await test.store.setSecret(json('DEV', 'N', '5'))).changed, true);
    assert.equal((await test.store.readSecret('DEV', 'N')).kind, 'json');
    await test.store.setSecret(json('DEV', 'N', '"5"'));
    assert.equal((await test.store.readSecret('DEV', 'N')).kind, 'text');
  });

  const values = [
    '{"z":1,"a":2,"10":3,"2":4,"__proto__":{"x":1},"constructor":"c"}',
    '[1,1.0,1.50,1e21,1E-7,-0,-0.0,12345678901234567890,9007199254740993,0.1]',
    '{"n":null,"e":"","o":{},"l":[],"t":true,"f":false}',
    '{"u":"é 😀 \\u2028 <&>","k:with:colon":1,"":2}',
    'null',
    'true',
    '[[[["deep"]]]]',
  ];
  for (const value of values) {
    it(`gives JSON back as it was: ${value}`, async () => {
      await test.store.setSecret(json('DEV', 'V', value));
      const read = await test.store.readSecret('DEV', 'V');
      assert.equal(read.kind, 'json');
      assert.equal(read.value.reveal(), value.replace('\\u2028', '\u2028'));
    });
  }

  it('refuses JSON that can not be kept', async () => {
    for (const value of [
      '',
      '{',
      '{"a":1,"a":2}',
      '1e999',
      '"\\ud800"',
      '{"\\udc00":1}',
      '['.repeat(200),
      '01',
      '{"a":1,}',
    ]) {
      await rejectsWith(test.store.setSecret(json('DEV', 'V', value)), 'bad-value');
    }
    await rejectsWith(test.store.setSecret(text('DEV', 'V', '\ud800')), 'bad-value');
    assert.equal(await versionOf('DEV'), 1);
  });

  it('keeps notes and times in clear', async () => {
    await test.store.setSecret(text('DEV', 'A', 'x', 'from the vendor'));
    test.time += 60_000;
    await test.store.setSecret(text('DEV', 'A', 'y'));
    const [entry] = (await test.store.catalog()).spaces[0]!.secrets;
    assert.deepEqual(entry, {
      key: 'A',
      shape: { kind: 'text' },
      kind: 'text',
      createdAt: '2026-11-01T08:00:00Z',
      updatedAt: '2026-11-01T08:01:00Z',
      note: 'from the vendor',
    });
    assert.equal((await test.store.setSecret(text('DEV', 'A', 'y', ''))).changed, true);
    assert.equal((await test.store.catalog()).spaces[0]!.secrets[0]!.note, undefined);
  });

  it('keeps the ciphertext of what did not change', async () => {
    await test.store.setSecret(json('DEV', 'DB', '{"host":"a","port":1,"list":[1,2]}'));
    await test.store.setSecret(text('DEV', 'OTHER', 'x'));
    const before = (await test.read('secrets/dev.space.json')).split('\n');
    await test.store.setSecret(json('DEV', 'DB', '{"host":"a","port":2,"list":[1,3]}'));
    const after = new Set((await test.read('secrets/dev.space.json')).split('\n'));
    const gone = before.filter((line) => line.includes('ENC[') && !after.has(line));
    assert.equal(gone.length, 3, 'port, one item and the MAC');
  });

  it('refuses bad and reserved names for new keys only', async () => {
    for (const key of ['', '1A', 'A-B', 'A.B', 'secrets', 'ä', '__proto__ ', 'A'.repeat(201)]) {
      await rejectsWith(test.store.setSecret(text('DEV', key, 'x')), 'bad-name');
    }
    await test.store.setSecret(text('DEV', '__proto__', 'x'));
    assert.equal((await test.store.readSecret('DEV', '__proto__')).value.reveal(), 'x');
  });

  it('repeats the beginning of a too long name only', async () => {
    const long = 'A'.repeat(10_000);
    const words = /^StoreError: "A{40}…" can't be .* 200 characters\.$/;
    await assert.rejects(test.store.setSecret(text('DEV', long, 'x')), words);
    await assert.rejects(test.store.addSpace(long), words);
  });

  it('expects what the caller expects', async () => {
    await rejectsWith(test.store.setSecret(text('DEV', 'A', 'x'), { expect: 'present' }), 'absent');
    await test.store.setSecret(text('DEV', 'A', 'x'), { expect: 'absent' });
    await rejectsWith(test.store.setSecret(text('DEV', 'A', 'y'), { expect: 'absent' }), 'exists');
    await rejectsWith(test.store.readSecret('DEV', 'B'), 'absent');
    await rejectsWith(test.store.readSecret('NONE', 'A'), 'absent');
    await rejectsWith(test.store.removeSecret('DEV', 'B', ALLOW), 'absent');
  });

  it('removes a secret only when the guard lets it', async () => {
    await test.store.setSecret(text('DEV', 'A', 'x'));
    const before = await test.read('secrets/dev.space.json');
    const refusal = new Error('in use');
    await assert.rejects(
      test.store.removeSecret('DEV', 'A', () => Promise.reject(refusal)),
      refusal,
    );
    assert.equal(await test.read('secrets/dev.space.json'), before);
    assert.deepEqual(await test.store.removeSecret('DEV', 'A', ALLOW), { changed: true, version: 3 });
    assert.deepEqual((await test.store.catalog()).spaces[0]!.secrets, []);
    const { keys, secrets } = JSON.parse(await test.read('secrets/dev.space.json')) as Record<string, unknown>;
    assert.deepEqual([keys, secrets], [{}, {}]);
  });
});

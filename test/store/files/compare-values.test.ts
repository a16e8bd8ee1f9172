import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { rejectsWith } from '../../support/rejects.ts';
import { json, TestStore, text } from '../../support/store.ts';

const CANARY = 'never-shown-4711';

describe('values of two spaces of a files store', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.addSpace('PROD');
  });
  afterEach(() => test.dispose());

  async function compared(): Promise<readonly string[]> {
    const result = await test.store.compareValues('DEV', 'PROD');
    assert.ok(!inspect(result, { depth: 9 }).includes(CANARY));
    return result.map(({ path, values }) => `${path.join('.')} ${values}`);
  }

  it('are told as equal or different, path by path, for what both have', async () => {
    await test.store.setSecret(text('DEV', 'API_KEY', CANARY));
    await test.store.setSecret(text('PROD', 'API_KEY', CANARY));
    await test.store.setSecret(text('DEV', 'ONLY', CANARY));
    await test.store.setSecret(json('DEV', 'DB', `{"host":"a","port":1,"list":[1,{"x":"${CANARY}"}]}`));
    await test.store.setSecret(json('PROD', 'DB', '{"port":1,"host":"b","list":[1,{"x":"y"},3]}'));
    assert.deepEqual(await compared(), [
      'API_KEY equal',
      'DB different',
      'DB.host different',
      'DB.port equal',
      'DB.list different',
      'DB.list.0 equal',
      'DB.list.1 different',
      'DB.list.1.x different',
    ]);
  });

  const pairs: readonly (readonly [a: string, b: string, equal: boolean])[] = [
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['[1,2]', '[2,1]', false],
    ['[1,2]', '[1,2,3]', false],
    ['{"a":null}', '{"a":null}', true],
    ['{"a":null}', '{"a":false}', false],
    ['{"a":1}', '{"a":"1"}', false],
    ['{"a":9007199254740993}', '{"a":9007199254740992}', false],
    ['{"__proto__":{"x":1}}', '{"__proto__":{"x":2}}', false],
  ];
  for (const [a, b, equal] of pairs) {
    it(`${a} and ${b} are ${equal ? 'equal' : 'different'}`, async () => {
      await test.store.setSecret(json('DEV', 'J', a));
      await test.store.setSecret(json('PROD', 'J', b));
      assert.equal((await compared())[0], `J ${equal ? 'equal' : 'different'}`);
    });
  }

  it('are told to an Owner of both alone, and not of a file that was changed without the key', async () => {
    const stranger = test.open(() => []);
    const refusal = await rejectsWith(stranger.compareValues('DEV', 'PROD'), 'not-owner');
    assert.match(refusal.message, /not an Owner of the space "DEV"/);
    await rejectsWith(test.store.compareValues('DEV', 'STAGING'), 'absent');
    await test.store.setSecret(text('PROD', 'API_KEY', CANARY));
    const file = await test.read('secrets/prod.space.json');
    await test.write('secrets/prod.space.json', file.replace('"API_KEY": "ENC', '"OTHER": "ENC'));
    await rejectsWith(test.store.compareValues('DEV', 'PROD'), 'tampered');
  });
});

import assert from 'node:assert/strict';
import { createIdentity } from '../../../store/identity/identity.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { ALLOW, renameSecret, json, TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';
const CANARY = 'canary-7b3e';

describe('the history of a space', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
  });
  afterEach(() => test.dispose());

  /** An entry without its empty lists, by and at. */
  async function told(space = 'DEV'): Promise<readonly string[]> {
    const entries = await test.open(() => []).history(space);
    return entries.map(({ version, added, changed, removed, readersAdded, readersRemoved, renamedFrom }) => {
      const parts = {
        added,
        changed,
        removed,
        readersAdded: readersAdded.length,
        readersRemoved: readersRemoved.length,
      };
      const said = Object.entries(parts).filter(([, part]) => (typeof part === 'number' ? part > 0 : part.length > 0));
      const renamed = renamedFrom === undefined ? [] : [`renamed from ${renamedFrom}`];
      return [version, ...said.map(([name, part]) => `${name} ${String(part)}`), ...renamed].join(', ');
    });
  }

  it('says who changed which names and when, and needs no key to be read', async () => {
    const ana = await createIdentity('ana');
    await test.store.setSecret(text('DEV', 'A', CANARY));
    await test.store.setSecret(json('DEV', 'DB', `{"host":"${CANARY}"}`));
    await test.store.setSecret(text('DEV', 'A', `${CANARY}-2`));
    await test.store.setSecret(text('DEV', 'A', `${CANARY}-2`, 'a note'));
    await renameSecret(test.store, 'DEV', 'A', 'B');
    await test.store.removeSecret('DEV', 'DB', ALLOW);
    await test.store.addOwner('DEV', ana.recipient);
    await test.store.removeOwner('DEV', ana.recipient);
    test.time = Date.parse('2026-11-05T10:00:00Z');
    await test.store.renameSpace('DEV', 'TEST');
    assert.deepEqual(await told('TEST'), [
      '1',
      '2, added A',
      '3, added DB',
      '4, changed A',
      '5, changed A',
      '6, added B, removed A',
      '7, removed DB',
      '8, readersAdded 1',
      '9, readersRemoved 1',
      '10, renamed from DEV',
    ]);
    const entries = await test.store.history('TEST');
    assert.ok(entries.every(({ by }) => by === test.me.recipient));
    assert.equal(entries.at(-1)!.at, '2026-11-05T10:00:00Z');
    assert.ok(!(await test.read(FILE)).includes(CANARY));
  });

  it('what changes nothing is not told', async () => {
    await test.store.setSecret(text('DEV', 'A', 'a'));
    await test.store.setSecret(text('DEV', 'A', 'a'));
    assert.equal((await told()).length, 2);
  });

  it('remembers the last hundred changes', async () => {
    for (let count = 0; count < 102; count++) await test.store.setSecret(text('DEV', 'A', String(count)));
    const entries = await test.store.history('DEV');
    assert.equal(entries.length, 100);
    assert.deepEqual([entries[0]!.version, entries.at(-1)!.version], [4, 103]);
  });

  it('tells of changes by sops at our next write', async function () {
    requireSops(this);
    sops(test.me.secret.reveal(), ['set', test.path(FILE), '["secrets"]["S"]', '"s"']);
    await test.store.setSecret(text('DEV', 'A', 'a'));
    const entries = await test.store.history('DEV');
    assert.deepEqual(
      entries.map(({ version, by }) => [version, by === 'sops']),
      [
        [1, false],
        [2, true],
        [3, false],
      ],
    );
  });

  it('can not be changed without the key, and nonsense in it is passed over', async function () {
    requireSops(this);
    const whole = await test.read(FILE);
    await test.write(FILE, whole.replace('"by": "age1', '"by": "age2'));
    await assert.rejects(test.store.readSecret('DEV', 'A'), /MAC/);
    await test.write(FILE, whole);
    sops(test.me.secret.reveal(), ['unset', test.path(FILE), '["history"]']);
    sops(test.me.secret.reveal(), ['set', test.path(FILE), '["history"]', '{"version": 7}']);
    assert.deepEqual(await told(), []);
    await test.store.setSecret(text('DEV', 'A', 'a'));
    assert.deepEqual(await told(), ['2', '3, added A']);
  });
});

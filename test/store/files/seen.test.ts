import assert from 'node:assert/strict';
import { createIdentity } from '../../../store/identity/identity.ts';
import { type SeenSpace, SpaceMemory } from '../../../store/space-memory.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';

describe('a space that came another way', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', 'a'));
  });
  afterEach(() => test.dispose());

  const warning = async (): Promise<string | undefined> => (await test.store.role('DEV')).warning;

  it('is told to an Owner: an old revision that was put back, until they accept it', async () => {
    const old = await test.read(FILE);
    await test.store.setSecret(text('DEV', 'A', 'b'));
    assert.equal(await warning(), undefined);
    await test.write(FILE, old);
    assert.match((await warning())!, /"DEV" is at version 2, but you have seen version 3/);
    assert.match((await warning())!, /version 3/, 'telling is not accepting');
    await test.store.setSecret(text('DEV', 'B', 'b'));
    await test.store.acceptPresent('DEV');
    assert.equal(await warning(), undefined);
  });

  it('is told after our own write on it, too', async () => {
    const old = await test.read(FILE);
    for (const value of ['b', 'c', 'd']) await test.store.setSecret(text('DEV', 'A', value));
    await test.write(FILE, old);
    await test.store.setSecret(text('DEV', 'B', 'b'));
    assert.match((await warning())!, /at version 3, but you have seen version 5/);
  });

  it('is no news where another window writes while this one looks', async () => {
    const writes = [text('DEV', 'A', 'b'), text('DEV', 'A', 'c')];
    // The user's memory is asked after the file was read: what comes between is written there.
    const memory = new (class extends SpaceMemory {
      override async recall(store: string, space: string): Promise<SeenSpace | undefined> {
        const next = writes.shift();
        if (next) await test.store.setSecret(next);
        return super.recall(store, space);
      }
    })(test.path('.user/seen'));
    const { role, warning, note } = await test.open(undefined, '.user', memory).role('DEV');
    assert.deepEqual([role, warning, note, writes.length], ['owner', undefined, undefined, 0]);
  });

  it('is no news where another process has written it, and not remembered that yet', async () => {
    const gone = (await createIdentity('gone')).recipient;
    await test.store.addOwner('DEV', gone);
    let [wrote, looked] = [(): void => undefined, (): void => undefined];
    const isWritten = new Promise<void>((resolve) => (wrote = resolve));
    const isLookedAt = new Promise<void>((resolve) => (looked = resolve));
    const slow = new (class extends SpaceMemory {
      override async remember(store: string, space: string, seen: SeenSpace): Promise<void> {
        wrote();
        await isLookedAt;
        await super.remember(store, space, seen);
      }
    })(test.path('.user/seen'));
    const quick = new (class extends SpaceMemory {
      override async recall(store: string, space: string): Promise<SeenSpace | undefined> {
        const seen = await super.recall(store, space);
        looked();
        return seen;
      }
    })(test.path('.user/seen'));
    const removed = test.open(undefined, '.user', slow).removeOwner('DEV', gone);
    await isWritten;
    await test.open(undefined, '.user', quick).setSecret(text('DEV', 'B', 'b'));
    await removed;
    assert.deepEqual(test.warned, []);
    assert.equal(await warning(), undefined);
  });

  it('a file made anew, or rotated elsewhere, has another data key', async function () {
    requireSops(this);
    const anew = JSON.stringify({ space: 'DEV', version: 99, secrets: { A: 'evil' } });
    await test.write(FILE, anew);
    const args = ['encrypt', '--age', test.me.recipient, '--encrypted-regex', '^secrets$', '-i', test.path(FILE)];
    sops(test.me.secret.reveal(), args);
    assert.match((await warning())!, /another data key.*version 2, now 99/);
  });

  it('our own changes, another’s and those of sops are no news', async function () {
    requireSops(this);
    const ana = await createIdentity('ana');
    await test.store.addOwner('DEV', ana.recipient);
    await test.store.removeOwner('DEV', ana.recipient);
    assert.equal(await warning(), undefined);
    sops(test.me.secret.reveal(), ['set', test.path(FILE), '["secrets"]["S"]', '"s"']);
    assert.equal(await warning(), undefined);
    await test.store.renameSpace('DEV', 'TEST');
    assert.equal((await test.store.role('TEST')).warning, undefined);
  });

  it('a change by sops within the same second is counted all the same', async function () {
    requireSops(this);
    test.time = Date.now();
    await test.store.setSecret(text('DEV', 'A', 'b'));
    const whole = await test.read(FILE);
    sops(test.me.secret.reveal(), ['set', test.path(FILE), '["secrets"]["A"]', '"by sops"']);
    const stamp = /"updated_at": "([^"]*)",\s+"keys"/.exec(whole)![1]!;
    const isSameSecond = (await test.read(FILE)).includes(`"lastmodified": "${stamp}"`);
    assert.ok(isSameSecond || (await test.store.catalog()).spaces[0]!.changedBySops);
    assert.equal((await test.store.setSecret(text('DEV', 'B', 'b'))).version, 5);
  });
});

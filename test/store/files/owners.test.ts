import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { createIdentity, type Identity } from '../../../store/identity/identity.ts';
import { assumeDisk } from '../../support/disk-speed.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { json, TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';
const DB = '{"host":"h","n":1.0,"list":[true,null,""]}';

describe('Owners of a space', () => {
  let test: TestStore;
  let ana: Identity;

  beforeEach(async () => {
    test = await TestStore.create();
    ana = await createIdentity('ana');
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', 'before'));
    await test.store.setSecret(json('DEV', 'DB', DB));
  });
  afterEach(() => test.dispose());

  const asAna = () => test.open(() => [ana]);

  it('one more reads what is there, and what is written later; the command itself confirms them', async () => {
    assert.deepEqual(await test.store.addOwner('DEV', ana.recipient), { changed: true, version: 4 });
    assert.deepEqual(await test.store.addOwner('DEV', ana.recipient), { changed: false, version: 4 });
    assert.equal((await asAna().readSecret('DEV', 'A')).value.reveal(), 'before');
    await test.store.setSecret(text('DEV', 'B', 'later'));
    assert.equal((await asAna().readSecret('DEV', 'B')).value.reveal(), 'later');
    assert.deepEqual(test.asked, []);
    assert.deepEqual(
      (await test.store.ownersOf('DEV')).map(({ key }) => key),
      [test.me.recipient, ana.recipient],
    );
  });

  it('one who leaves opens the past version and nothing newer; every value is encrypted anew', async () => {
    await test.store.addOwner('DEV', ana.recipient);
    const past = await test.read(FILE);
    assert.deepEqual(await test.store.removeOwner('DEV', ana.recipient), { changed: true, version: 5 });
    const now = await test.read(FILE);
    const leaves = [...past.matchAll(/ENC\[[^\]]*\]/g)].map(([leaf]) => leaf);
    assert.ok(leaves.length >= 5 && leaves.every((leaf) => !now.includes(leaf)));
    await rejectsWith(asAna().readSecret('DEV', 'A'), 'not-owner');
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'before');
    assert.equal((await test.store.readSecret('DEV', 'DB')).value.reveal(), DB);
    await test.write(FILE, past);
    assert.equal((await asAna().readSecret('DEV', 'A')).value.reveal(), 'before');
  });

  it('one leaves while sops writes another space, which is torn at any look', async () => {
    await test.store.addSpace('PROD');
    const prod = test.path('secrets/prod.space.json');
    const { readFile } = fs.promises;
    const endAssuming = assumeDisk('slow');
    let [looks, torn] = [0, 0];
    const reading = async (...args: Parameters<typeof readFile>): Promise<Buffer | string> =>
      args[0] === prod && ++looks === torn ? Buffer.from('{') : readFile(...args);
    Object.assign(fs.promises, { readFile: reading });
    syncBuiltinESMExports();
    try {
      for (let next = 1; looks >= torn; next++) {
        torn = 0;
        await test.store.addOwner('DEV', ana.recipient);
        [looks, torn] = [0, next];
        await test.store.removeOwner('DEV', ana.recipient);
        assert.deepEqual(await test.store.readersOf('DEV'), [test.me.recipient], `torn at look ${torn}`);
      }
    } finally {
      Object.assign(fs.promises, { readFile });
      syncBuiltinESMExports();
      endAssuming();
    }
    assert.ok(torn > 3, String(torn));
  });

  it('the last one stays, and who is none can not be removed', async () => {
    const before = await test.read(FILE);
    const last = await rejectsWith(test.store.removeOwner('DEV', test.me.recipient), 'last-owner');
    assert.match(last.message, /last Owner of the space "DEV"/);
    await rejectsWith(test.store.removeOwner('DEV', ana.recipient), 'absent');
    await rejectsWith(test.store.addOwner('DEV', 'age1nonsense'), 'bad-value');
    await rejectsWith(test.store.addOwner('NONE', ana.recipient), 'absent');
    assert.equal(await test.read(FILE), before);
  });

  it('a private key in the place of a public one is refused, and not repeated', async () => {
    const key = ana.secret.reveal();
    await test.write('.sops.yaml', `creation_rules:\n  - age: ${key}\n`);
    for (const attempt of [
      () => test.store.addOwner('DEV', key),
      () => test.store.addOwner('DEV', ` ${key.toLowerCase()}`),
      () => test.store.removeOwner('DEV', key),
      () => test.store.addRuntime({ name: 'edge', key, spaces: ['DEV'] }),
    ]) {
      const refused = await rejectsWith(attempt(), 'bad-value');
      assert.match(refused.message, /PRIVATE key/);
      assert.ok(!refused.message.toUpperCase().includes(key), refused.message);
    }
    const refused = await rejectsWith(test.store.addSpace('NEW'), 'broken');
    assert.ok(refused.message.includes('PRIVATE key') && !refused.message.includes(key), refused.message);
  });

  it('who left and comes back by a merge is asked about again', async () => {
    await test.store.addSpace('PROD');
    for (const space of ['DEV', 'PROD']) await test.store.addOwner(space, ana.recipient);
    const past = await test.read(FILE);
    await test.store.removeOwner('DEV', ana.recipient);
    await test.store.setSecret(text('PROD', 'A', 'still theirs'));
    assert.deepEqual(test.asked, [], 'an Owner of another space stays confirmed');
    await test.store.removeOwner('PROD', ana.recipient);
    await test.write(FILE, past);
    test.answer = false;
    await rejectsWith(test.store.setSecret(text('DEV', 'A', 'new')), 'unconfirmed');
    assert.deepEqual(
      test.asked.map(({ key }) => key),
      [ana.recipient],
    );
  });

  it('one may leave oneself when another stays', async () => {
    await test.store.addOwner('DEV', ana.recipient);
    await test.store.removeOwner('DEV', test.me.recipient);
    await rejectsWith(test.store.readSecret('DEV', 'A'), 'not-owner');
    assert.equal((await asAna().readSecret('DEV', 'A')).value.reveal(), 'before');
  });

  it('only an Owner adds or removes one', async () => {
    await rejectsWith(asAna().addOwner('DEV', ana.recipient), 'not-owner');
    await rejectsWith(asAna().removeOwner('DEV', test.me.recipient), 'not-owner');
  });

  it('a new data key is sealed to confirmed readers only', async function () {
    requireSops(this);
    await test.store.addOwner('DEV', ana.recipient);
    const stranger = await createIdentity('stranger');
    sops(test.me.secret.reveal(), ['rotate', '--add-age', stranger.recipient, '-i', test.path(FILE)]);
    test.answer = false;
    const refused = await rejectsWith(test.store.removeOwner('DEV', ana.recipient), 'unconfirmed');
    assert.ok(refused.message.includes(stranger.recipient) && !refused.message.includes(ana.recipient));
    assert.equal((await asAna().readSecret('DEV', 'A')).value.reveal(), 'before');
  });

  it('sops reads the file after each step', async function () {
    requireSops(this);
    const read = (identity: Identity) =>
      JSON.parse(sops(identity.secret.reveal(), ['decrypt', test.path(FILE)])) as { secrets: unknown };
    await test.store.addOwner('DEV', ana.recipient);
    assert.deepEqual(read(ana).secrets, { A: 'before', DB: JSON.parse(DB) as unknown });
    await test.store.removeOwner('DEV', ana.recipient);
    assert.deepEqual(read(test.me).secrets, { A: 'before', DB: JSON.parse(DB) as unknown });
    assert.throws(() => read(ana));
  });

  describe('and runtimes', () => {
    let edge: Identity;
    beforeEach(async () => {
      edge = await createIdentity('edge');
      await test.store.addSpace('PROD');
      await test.store.addRuntime({ name: 'edge', key: edge.recipient, spaces: ['DEV', 'PROD'] });
    });

    it('a runtime’s key is no Owner’s', async () => {
      await rejectsWith(test.store.addOwner('DEV', edge.recipient), 'bad-value');
      const refused = await rejectsWith(test.store.removeOwner('DEV', edge.recipient), 'bad-value');
      assert.match(refused.message, /remove the runtime/);
    });

    it('one that leaves is taken out of every space that it reads, whatever the configuration says', async () => {
      await test.setConfig({ runtimes: { edge: { key: edge.recipient, spaces: ['DEV'] } } });
      const past = await test.read(FILE);
      assert.deepEqual(await test.store.removeRuntime('edge'), ['DEV', 'PROD']);
      assert.deepEqual((await test.config()).runtimes, []);
      for (const file of [FILE, 'secrets/prod.space.json']) {
        const { sops: part } = JSON.parse(await test.read(file)) as { sops: unknown };
        assert.ok(!JSON.stringify(part).includes(edge.recipient));
      }
      assert.equal((await test.store.catalog()).spaces[0]!.version, 5, 'joining and leaving count one each');
      const asEdge = test.open(() => [edge]);
      await rejectsWith(asEdge.readSecret('DEV', 'A'), 'not-owner');
      await test.write(FILE, past);
      assert.equal((await asEdge.readSecret('DEV', 'A')).value.reveal(), 'before', 'past versions stay open to it');
      await rejectsWith(test.store.removeRuntime('edge'), 'absent');
    });

    it('one that shares its key leaves that open what the other opens, and nothing else', async () => {
      await test.store.addRuntime({ name: 'twin', key: edge.recipient, spaces: ['PROD'] });
      assert.deepEqual(await test.store.removeRuntime('edge'), ['DEV']);
      const asEdge = test.open(() => [edge]);
      await rejectsWith(asEdge.readSecret('DEV', 'A'), 'not-owner');
      assert.ok((await test.store.readersOf('PROD')).includes(edge.recipient));
      assert.deepEqual(await test.store.removeRuntime('twin'), ['PROD']);
    });

    it('leaves all or nothing', async () => {
      await test.store.addOwner('DEV', ana.recipient);
      const before = await test.read(FILE);
      const refused = await rejectsWith(asAna().removeRuntime('edge'), 'not-owner');
      assert.match(refused.message, /"PROD"/);
      await test.write('secrets/torn.space.json', '{');
      const broken = await rejectsWith(test.store.removeRuntime('edge'), 'broken');
      assert.match(broken.message, /torn\.space\.json/);
      assert.equal(await test.read(FILE), before);
      assert.equal((await test.config()).runtimes.length, 1);
    });
  });
});

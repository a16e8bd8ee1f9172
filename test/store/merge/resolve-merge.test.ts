import assert from 'node:assert/strict';
import { createIdentity } from '../../../store/identity/identity.ts';
import { type Side } from '../../../store/files/merge/three-way.ts';
import { type MergeConflict } from '../../../store/files/merge/merge-plain.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { TestRepository } from '../../support/repository.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { ALLOW, renameSecret, json, type TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';
const NOBODY = (): Promise<undefined> => Promise.resolve(undefined);

describe('a merge of two branches', () => {
  let repository: TestRepository;
  let test: TestStore;

  beforeEach(async () => {
    repository = await TestRepository.create();
    ({ test } = repository);
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', 'a'));
    await test.store.setSecret(json('DEV', 'DB', '{"host":"h","port":1}'));
    repository.commit('base');
  });
  afterEach(() => test.dispose());

  /** Changes on both sides, merged by git into a conflict. */
  async function merge(ours: () => Promise<unknown>, theirs: () => Promise<unknown>): Promise<void> {
    await repository.branch('theirs', theirs);
    test.time += 60_000;
    await ours();
    repository.commit('ours');
    assert.equal(repository.tries('merge', 'theirs'), false, 'the two MACs can not be merged as text');
  }

  const resolve = (choose: Parameters<typeof test.store.resolveMerge>[1] = NOBODY) =>
    test.store.resolveMerge(test.path(FILE), choose);

  async function values(space = 'DEV'): Promise<Record<string, string>> {
    const catalog = await test.store.catalog();
    const keys = catalog.spaces.find((one) => one.space === space)!.secrets.map(({ key }) => key);
    const read = keys.map(async (key) => [key, (await test.store.readSecret(space, key)).value.reveal()] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  it('is told in the catalog, with the way out', async () => {
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't')),
    );
    const [broken] = (await test.store.catalog()).broken;
    assert.match(broken!.problem, /conflict markers.*resolve-merge/);
  });

  it('unites a secret that each side added, and sops reads the result', async function () {
    requireSops(this);
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't', 'from them')),
    );
    assert.deepEqual(await resolve(), { file: test.path(FILE), version: 5, taken: ['THEIRS'] });
    assert.deepEqual(await values(), { A: 'a', DB: '{"host":"h","port":1}', OURS: 'o', THEIRS: 't' });
    const space = (await test.store.catalog()).spaces[0]!;
    assert.deepEqual([space.version, space.changedBySops], [5, false]);
    assert.equal(space.secrets.find(({ key }) => key === 'THEIRS')!.note, 'from them');
    assert.deepEqual(
      (await test.store.history('DEV')).map(({ version, added }) => [version, ...added]),
      [[1], [2, 'A'], [3, 'DB'], [4, 'THEIRS'], [4, 'OURS'], [5, 'THEIRS']],
    );
    const plain = JSON.parse(sops(test.me.secret.reveal(), ['decrypt', test.path(FILE)])) as { secrets: unknown };
    assert.deepEqual(plain.secrets, { A: 'a', DB: { host: 'h', port: 1 }, OURS: 'o', THEIRS: 't' });
  });

  it('leaves the ciphertext of what neither side changed', async () => {
    const before = /"A": "(ENC[^"]*)"/.exec(await test.read(FILE))![1]!;
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't')),
    );
    const theirs = /"THEIRS": "(ENC[^"]*)"/.exec(repository.git('show', `theirs:${FILE}`))![1]!;
    await resolve();
    const after = await test.read(FILE);
    assert.ok(after.includes(before) && after.includes(theirs));
  });

  it('that gets a new data key, as one side took a reader out, is no news to who made it', async () => {
    const ana = await createIdentity('ana');
    await test.store.addOwner('DEV', ana.recipient);
    repository.commit('ana');
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.removeOwner('DEV', ana.recipient),
    );
    await resolve();
    assert.deepEqual(await test.store.readersOf('DEV'), [test.me.recipient]);
    assert.equal((await test.store.role('DEV')).warning, undefined);
  });

  it('keeps what one side removed or renamed away', async () => {
    await merge(
      () => renameSecret(test.store, 'DEV', 'A', 'B'),
      () => test.store.removeSecret('DEV', 'DB', ALLOW),
    );
    await resolve();
    assert.deepEqual(await values(), { B: 'a' });
  });

  for (const side of ['ours', 'theirs'] as const) {
    it(`asks for a secret that both changed, and takes ${side}`, async () => {
      await merge(
        () => test.store.setSecret(text('DEV', 'A', 'ours')),
        async () => {
          await test.store.setSecret(text('DEV', 'A', 'theirs'));
          await test.store.setSecret(text('DEV', 'N', 'n'));
        },
      );
      const conflicted = await test.read(FILE);
      const refused = await rejectsWith(resolve(), 'conflict');
      assert.match(refused.message, /both sides changed "A"/);
      assert.equal(await test.read(FILE), conflicted, 'nothing is written while a side is missing');
      const asked: MergeConflict[] = [];
      await resolve((_, conflicts) => {
        asked.push(...conflicts);
        return Promise.resolve(new Map<string, Side>([['A', side]]));
      });
      assert.deepEqual(asked, [
        {
          name: 'A',
          ours: { removed: false, by: test.me.recipient, updatedAt: '2026-11-01T08:01:00Z' },
          theirs: { removed: false, by: test.me.recipient, updatedAt: '2026-11-01T08:00:00Z' },
        },
      ]);
      assert.deepEqual(await values(), { A: side, DB: '{"host":"h","port":1}', N: 'n' });
    });
  }

  it('one removed what the other changed: that is asked too', async () => {
    await merge(
      () => test.store.removeSecret('DEV', 'A', ALLOW),
      () => test.store.setSecret(text('DEV', 'A', 'theirs')),
    );
    await resolve((_, [conflict]) => {
      assert.equal(conflict!.ours.removed, true);
      return Promise.resolve(new Map<string, Side>([['A', 'ours']]));
    });
    assert.deepEqual(await values(), { DB: '{"host":"h","port":1}' });
  });

  it('a reader that one side took out stays out, under a new data key', async () => {
    const ana = await createIdentity('ana');
    await test.store.addOwner('DEV', ana.recipient);
    repository.commit('with Ana');
    await merge(
      () => test.store.removeOwner('DEV', ana.recipient),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't')),
    );
    await resolve();
    assert.equal((await values())['THEIRS'], 't');
    await rejectsWith(test.open(() => [ana]).readSecret('DEV', 'A'), 'not-owner');
  });

  it('who became an Owner after the two parted brings nobody and nothing back', async () => {
    const [gone, late] = [await createIdentity('gone'), await createIdentity('late')];
    await test.store.addOwner('DEV', gone.recipient);
    repository.commit('with gone');
    await merge(
      async () => {
        await test.store.removeOwner('DEV', gone.recipient);
        await test.store.removeSecret('DEV', 'A', ALLOW);
        await test.store.addOwner('DEV', late.recipient);
      },
      async () => {
        await test.store.addOwner('DEV', late.recipient);
        await test.store.setSecret(text('DEV', 'THEIRS', 't'));
      },
    );
    test.identities = [late];
    const asked: string[] = [];
    await resolve((_, conflicts) => {
      asked.push(...conflicts.map(({ name }) => name));
      return Promise.resolve(new Map<string, Side>([['A', 'ours']]));
    });
    assert.deepEqual(asked, ['A'], 'nobody knows whether theirs changed it');
    assert.deepEqual(await values(), { DB: '{"host":"h","port":1}', THEIRS: 't' });
    assert.deepEqual((await test.store.readersOf('DEV')).toSorted(), [test.me.recipient, late.recipient].toSorted());
    await rejectsWith(test.open(() => [gone]).readSecret('DEV', 'DB'), 'not-owner');
  });

  it('a reader that the other side added is confirmed first', async () => {
    const stranger = await createIdentity('stranger');
    const elsewhere = test.open();
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => elsewhere.addOwner('DEV', stranger.recipient),
    );
    await test.write('.user/confirmed.json', '{}');
    test.answer = false;
    const refused = await rejectsWith(resolve(), 'unconfirmed');
    assert.ok(refused.message.includes(stranger.recipient));
    test.answer = true;
    await resolve();
    assert.equal((await test.open(() => [stranger]).readSecret('DEV', 'OURS')).value.reveal(), 'o');
  });

  it('lines that somebody joined by hand and committed are explained and mended', async () => {
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't')),
    );
    const theirs = /\t\t"THEIRS": "ENC[^\n]*/.exec(repository.git('show', `theirs:${FILE}`))![0];
    const joined = repository
      .git('show', `main:${FILE}`)
      .replace(/"secrets": \{\n/, (start) => `${start}${theirs.replace(/,?$/, ',')}\n`);
    await test.write(FILE, joined);
    repository.commit('merged by hand');
    const refused = await rejectsWith(test.store.readSecret('DEV', 'A'), 'tampered');
    assert.match(refused.message, /joined two versions.*resolve-merge/);
    await resolve();
    assert.deepEqual(await values(), { A: 'a', DB: '{"host":"h","port":1}', OURS: 'o', THEIRS: 't' });
  });

  it('loses nothing that was written since git stopped, whether it was resolved before or not', async () => {
    await merge(
      () => test.store.setSecret(text('DEV', 'A', 'ours')),
      async () => {
        await test.store.setSecret(text('DEV', 'A', 'theirs'));
        await test.store.setSecret(text('DEV', 'THEIRS', 't'));
      },
    );
    // As the merge driver leaves what it can't decide.
    repository.git('checkout', '--ours', '--', FILE);
    await test.store.setSecret(text('DEV', 'SINCE', 's'));
    const take = (side: Side) => () => Promise.resolve(new Map([['A', side]]));
    await resolve(take('ours'));
    await test.store.setSecret(text('DEV', 'LATER', 'l'));
    await resolve(take('theirs'));
    assert.deepEqual(await values(), {
      A: 'theirs',
      DB: '{"host":"h","port":1}',
      SINCE: 's',
      THEIRS: 't',
      LATER: 'l',
    });
  });

  it('loses no credential that was written since', async () => {
    const plain = (name: string) => ({ name, type: 'custom', fields: [['c', name]] as const, sealed: [] });
    await test.store.setCredential(plain('both'));
    repository.commit('credentials');
    await merge(
      () => test.store.setCredential(plain('ours')),
      () => test.store.setCredential(plain('theirs')),
    );
    const file = test.path('secrets/credentials.json');
    await test.store.resolveMerge(file, NOBODY);
    await test.store.setCredential(plain('later'));
    await test.store.resolveMerge(file, NOBODY);
    const names = (await test.store.catalog()).credentials.credentials.map(({ name }) => name);
    assert.deepEqual(names.sort(), ['both', 'later', 'ours', 'theirs']);
  });

  it('takes what git has where the file is an older revision, or theirs', async () => {
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't')),
    );
    const [older, theirs] = [repository.git('show', `main~1:${FILE}`), repository.git('show', `theirs:${FILE}`)];
    for (const put of [older, theirs]) {
      await test.write(FILE, put);
      await resolve();
      assert.deepEqual(await values(), { A: 'a', DB: '{"host":"h","port":1}', OURS: 'o', THEIRS: 't' });
    }
  });

  it('one side removed the file: says how that is decided', async () => {
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.removeSpace('DEV', ALLOW),
    );
    const before = await test.read(FILE);
    const refused = await rejectsWith(resolve(), 'conflict');
    assert.match(refused.message, /one side removed it.*git add.*git rm/);
    assert.equal(await test.read(FILE), before);
  });

  it('without a merge there is nothing to resolve', async () => {
    const refused = await rejectsWith(resolve(), 'absent');
    assert.match(refused.message, /no merge/);
  });

  it('who can not open both sides leaves the file as it is', async () => {
    await merge(
      () => test.store.setSecret(text('DEV', 'OURS', 'o')),
      () => test.store.setSecret(text('DEV', 'THEIRS', 't')),
    );
    const conflicted = await test.read(FILE);
    test.identities = [await createIdentity('stranger')];
    await rejectsWith(resolve(), 'not-owner');
    assert.equal(await test.read(FILE), conflicted);
  });

  it('credentials are united by name, without a key', async () => {
    const plain = (name: string, channel: string) => ({
      name,
      type: 'custom',
      fields: [['channel', channel]] as const,
      sealed: [],
    });
    await test.store.setCredential(plain('both', 'a'));
    repository.commit('credentials');
    await merge(
      () => test.store.setCredential(plain('ours', 'o')),
      () => test.store.setCredential(plain('theirs', 't')),
    );
    test.identities = [];
    const merged = await test.store.resolveMerge(test.path('secrets/credentials.json'), NOBODY);
    assert.deepEqual(merged.taken, ['theirs']);
    const names = (await test.store.catalog()).credentials.credentials.map(({ name }) => name);
    assert.deepEqual(names.sort(), ['both', 'ours', 'theirs']);
  });
});

import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createIdentity } from '../../../store/identity/identity.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { TestRepository } from '../../support/repository.ts';
import { ALLOW, json, TestStore, text } from '../../support/store.ts';

describe('earlier values from git', () => {
  let repository: TestRepository;
  let test: TestStore;

  beforeEach(async () => {
    repository = await TestRepository.create();
    ({ test } = repository);
    await test.store.create();
    await test.store.addSpace('DEV');
  });
  afterEach(() => test.dispose());

  async function commit(message: string, change: Promise<unknown>): Promise<void> {
    await change;
    repository.commit(message);
  }

  it('are listed without a key, each once, and come back as a new version', async () => {
    await commit('one', test.store.setSecret(text('DEV', 'A', 'one')));
    await commit('other', test.store.setSecret(text('DEV', 'B', 'b')));
    await commit('two', test.store.setSecret(text('DEV', 'A', 'two')));
    await commit('gone', test.store.removeSecret('DEV', 'A', ALLOW));
    await commit('json', test.store.setSecret(json('DEV', 'A', '{"n":1.0}')));
    const revisions = await test.open(() => []).revisions('DEV', 'A');
    assert.deepEqual(
      revisions.map(({ subject, version, author }) => [subject, version, author]),
      [
        ['json', 6, 'Test'],
        ['two', 4, 'Test'],
        ['other', 3, 'Test'],
      ],
    );
    assert.deepEqual(await test.store.restoreSecret('DEV', 'A', revisions[1]!.commit), { changed: true, version: 7 });
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'two');
    assert.deepEqual(await test.store.restoreSecret('DEV', 'A', revisions[0]!.commit), { changed: true, version: 8 });
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), '{"n":1.0}');
    assert.deepEqual(await test.store.restoreSecret('DEV', 'A', revisions[0]!.commit), { changed: false, version: 8 });
  });

  it('of a space file that is a link are those of the file that it leads to', async () => {
    await mkdir(test.path('real'));
    await rename(test.path('secrets/dev.space.json'), test.path('real/dev.space.json'));
    await symlink('../real/dev.space.json', test.path('secrets/dev.space.json'));
    await commit('one', test.store.setSecret(text('DEV', 'A', 'one')));
    await commit('two', test.store.setSecret(text('DEV', 'A', 'two')));
    const revisions = await test.store.revisions('DEV', 'A');
    assert.deepEqual(
      revisions.map(({ subject }) => subject),
      ['two', 'one'],
    );
    await test.store.restoreSecret('DEV', 'A', revisions[1]!.commit);
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'one');
  });

  it('that a shallow clone lacks are told to be missing', async () => {
    await commit('one', test.store.setSecret(text('DEV', 'A', 'one')));
    await commit('two', test.store.setSecret(text('DEV', 'A', 'two')));
    assert.equal(await test.store.endsEarly('DEV'), false);
    const clone = await TestRepository.create();
    clone.git('pull', '--quiet', '--depth', '1', pathToFileURL(test.root).href, 'main');
    assert.equal((await clone.test.store.revisions('DEV', 'A')).length, 1);
    assert.equal(await clone.test.store.endsEarly('DEV'), true);
    await clone.test.dispose();
  });

  it('are found behind a commit in which the file was a folder', async () => {
    await commit('one', test.store.setSecret(text('DEV', 'A', 'one')));
    await rename(test.path('secrets/dev.space.json'), test.path('kept'));
    await mkdir(test.path('secrets/dev.space.json'));
    await commit('folder', test.write('secrets/dev.space.json/note', 'x'));
    await rm(test.path('secrets/dev.space.json'), { recursive: true });
    await rename(test.path('kept'), test.path('secrets/dev.space.json'));
    await commit('two', test.store.setSecret(text('DEV', 'A', 'two')));
    const revisions = await test.store.revisions('DEV', 'A');
    assert.deepEqual(
      revisions.map(({ subject }) => subject),
      ['two', 'one'],
    );
  });

  it('from before the file got its name are refused with what to look for', async () => {
    await commit('one', test.store.setSecret(text('DEV', 'A', 'one')));
    await commit('renamed', rename(test.path('secrets/dev.space.json'), test.path('secrets/d.space.json')));
    const refused = await rejectsWith(test.store.restoreSecret('DEV', 'A', 'HEAD~1'), 'absent');
    assert.match(refused.message, /another name then, git log --follow/);
  });

  it('are found behind hundreds of commits', async () => {
    await commit('first', test.store.setSecret(text('DEV', 'A', 'a')));
    const file = await test.read('secrets/dev.space.json');
    const blob = (data: string): string => `data ${Buffer.byteLength(data)}\n${data}\n`;
    const later = Array.from({ length: 300 }, (_, n) =>
      [
        `commit refs/heads/main\ncommitter T <t@example.org> ${1_800_000_000 + n} +0000\n${blob(`${n}`)}`,
        n === 0 ? 'from refs/heads/main^0\n' : '',
        `M 100644 inline secrets/dev.space.json\n`,
        // Torn in between, and without the secret.
        blob(n % 7 === 0 ? '{' : file.replaceAll('"A"', `"B${n}"`)),
      ].join(''),
    );
    repository.gitReading(later.join(''), 'fast-import', '--quiet');
    const revisions = await test.store.revisions('DEV', 'A');
    assert.deepEqual(
      revisions.map(({ subject }) => subject),
      ['first'],
    );
  });

  it('are refused where they were not, are not one’s own, or were tampered with', async () => {
    await commit('one', test.store.setSecret(text('DEV', 'A', 'canary-one')));
    const file = 'secrets/dev.space.json';
    await rejectsWith(test.store.restoreSecret('DEV', 'NONE', 'HEAD'), 'absent');
    await rejectsWith(test.store.restoreSecret('DEV', 'A', 'no-such-commit'), 'absent');
    await rejectsWith(test.store.restoreSecret('DEV', 'A', '--output=x'), 'bad-value');
    const whole = await test.read(file);
    await commit('tampered', test.write(file, whole.replace(/("A": "ENC\[AES256_GCM,data:)(.)/, '$1_')));
    await test.write(file, whole);
    const refused = await rejectsWith(test.store.restoreSecret('DEV', 'A', 'HEAD'), 'tampered');
    assert.ok(!refused.message.includes('canary'));
    const stranger = await createIdentity('stranger');
    await rejectsWith(test.open(() => [stranger]).restoreSecret('DEV', 'A', 'HEAD~1'), 'not-owner');
    assert.equal(await test.read(file), whole);
  });

  it('need a repository', async () => {
    const plain = await TestStore.create();
    try {
      await plain.store.addSpace('DEV');
      for (const ask of [
        () => plain.store.revisions('DEV', 'A'),
        () => plain.store.restoreSecret('DEV', 'A', 'HEAD'),
      ]) {
        const refused = await rejectsWith(ask(), 'io');
        assert.match(refused.message, /^Earlier values are kept by git alone, and .* not a git repository/);
      }
    } finally {
      await plain.dispose();
    }
  });
});

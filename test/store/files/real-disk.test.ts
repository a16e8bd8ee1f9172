import assert from 'node:assert/strict';
import { lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createIdentity } from '../../../store/identity/identity.ts';
import { SecretValue } from '../../../store/secret-value.ts';
import { StoreError } from '../../../store/store.ts';
import { forbidWriting, SmallDisk } from '../../support/disks.ts';
import { failStep } from '../../support/failing-fs.ts';
import { ALLOW, TestStore, text } from '../../support/store.ts';

type Files = ReadonlyMap<string, string>;

/** Every kind of change; each is made from the same state. */
const CHANGES: readonly (readonly [what: string, change: (test: TestStore, readers: Readers) => Promise<unknown>])[] = [
  ['add a secret', ({ store }) => store.setSecret(text('DEV', 'NEW', 'x'.repeat(9000)))],
  ['change a secret', ({ store }) => store.setSecret(text('DEV', 'OLD', 'changed'))],
  ['remove a secret', ({ store }) => store.removeSecret('DEV', 'OLD', ALLOW)],
  ['begin a rename', ({ store }) => store.copySecret({ space: 'DEV', key: 'OLD', path: [], to: 'NEW' })],
  ['add an Owner', ({ store }, { ana }) => store.addOwner('DEV', ana)],
  ['remove an Owner', ({ store }, { ben }) => store.removeOwner('DEV', ben)],
  ['add a runtime', ({ store }, { ana }) => store.addRuntime({ name: 'new', key: ana, spaces: ['DEV', 'PROD'] })],
  ['remove a runtime', ({ store }) => store.removeRuntime('edge')],
  ['add a space', ({ store }) => store.addSpace('NEW')],
  ['rename a space', ({ store }) => store.renameSpace('DEV', 'NEW')],
  ['add a credential', ({ store }) => store.setCredential(slack('new'))],
  ['change a credential', ({ store }) => store.setCredential(slack('old'))],
];

interface Readers {
  /** Reads nothing yet. */
  readonly ana: string;
  /** An Owner of DEV. */
  readonly ben: string;
}

function slack(name: string): Parameters<TestStore['store']['setCredential']>[0] {
  return { name, type: 'slack', fields: [], sealed: [['botToken', new SecretValue(`${name} token`)]] };
}

describe('a store on a disk that is', function () {
  this.timeout(60_000);
  let test: TestStore;
  let disk: SmallDisk;
  let readers: Readers;
  let before: Files;
  beforeEach(async () => {
    test = await TestStore.create();
    disk = SmallDisk.at(test.root);
    const [ana, ben, edge] = await Promise.all(['ana', 'ben', 'edge'].map((name) => createIdentity(name)));
    readers = { ana: ana!.recipient, ben: ben!.recipient };
    await test.store.create();
    for (const space of ['DEV', 'PROD']) await test.store.addSpace(space);
    await test.store.setSecret(text('DEV', 'OLD', 'kept'));
    await test.store.addOwner('DEV', readers.ben);
    await test.store.addRuntime({ name: 'edge', key: edge!.recipient, spaces: ['DEV', 'PROD'] });
    await test.store.setCredential(slack('old'));
    await test.setConfig({ ...(await readJson('flow-secrets.json')), bindings: [{ files: ['**'], spaces: ['DEV'] }] });
    before = await filesOf(test.root);
  });
  afterEach(async () => {
    disk.dispose();
    await test.dispose();
  });

  async function readJson(name: string): Promise<object> {
    return JSON.parse(await test.read(name)) as object;
  }

  /** Resolves to true when the change was made. Else the user is told where and why, and every file is as it was. */
  async function attempt(
    change: Promise<unknown>,
    words: RegExp,
    end: () => void | Promise<void>,
    what: string,
  ): Promise<boolean> {
    const error: unknown = await change.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await end();
    if (error === undefined) return true;
    assert.ok(error instanceof StoreError, what);
    assert.equal(error.code, 'io', `${what}: ${error.message}`);
    assert.ok(error.message.includes(test.root), `${what}: ${error.message}`);
    assert.match(error.message, words, what);
    assert.deepEqual(await filesOf(test.root), before, what);
    return false;
  }

  /** The new state is whole; then the old one is put back. */
  async function assertWhole(what: string): Promise<void> {
    const catalog = await test.store.catalog();
    assert.equal(catalog.problem, undefined, what);
    for (const { space } of catalog.spaces) {
      await test.store.exportSecrets(space);
      assert.equal((await test.store.role(space)).role, 'owner', what);
    }
    for (const file of (await filesOf(test.root)).keys()) if (!before.has(file)) await rm(test.path(file));
    for (const [file, bytes] of before) await writeFile(test.path(file), bytes, 'latin1');
  }

  for (const [what, change] of CHANGES) {
    it(`full: to ${what} is done whole, or not at all and told`, async () => {
      let refused = 0;
      for (let rooms = 0; ; rooms++) {
        const free = disk.fill(rooms);
        const done = await attempt(change(test, readers), /the disk is full; make room/, free, `${rooms} pages`);
        if (!done) refused++;
        else {
          await assertWhole(`${rooms} pages`);
          if (refused > 0) break;
        }
      }
    });
  }

  it('read-only: every change is told, and none made', async () => {
    for (const [what, change] of CHANGES) {
      const end = disk.makeReadOnly();
      assert.equal(await attempt(change(test, readers), /the file system is read-only/, end, what), false);
    }
  });

  for (const folder of ['secrets', '.'] as const) {
    it(`without a right to change ${folder === '.' ? 'the root' : folder}: told, and nothing is made`, async () => {
      for (const [what, change] of CHANGES) {
        const end = await forbidWriting(test.root, test.path(folder));
        const done = await attempt(change(test, readers), /permission denied; look at the rights/, end, what);
        if (done) await assertWhole(what);
        assert.equal(
          done,
          folder === '.' && !['add a runtime', 'remove a runtime', 'rename a space'].includes(what),
          what,
        );
      }
    });
  }

  it('gone in the middle: told, and what was taken away is as it was', async () => {
    const kept = test.path('kept');
    for (const [what, change] of CHANGES) {
      for (let step = 1; ; step++) {
        const end = failStep(test.path('secrets'), step, 'vanish', kept);
        const error: unknown = await change(test, readers).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        const steps = end();
        if (steps < step) {
          assert.equal(error, undefined, what);
          await assertWhole(what);
          break;
        }
        assert.ok(error === undefined || error instanceof StoreError, `${what}: ${String(error)}`);
        assert.deepEqual(await readdir(test.path('secrets')).catch(() => 'gone'), 'gone', what);
        await rename(kept, test.path('secrets'));
        // A lock that went away with it is dead; the test of concurrency waits for such a one.
        await rm(test.path('secrets/.lock'), { recursive: true, force: true });
        await assertWhole(`${what}, step ${step}`);
      }
    }
  });

  it('behind a link: the link stays, and a failing step changes neither it nor what it leads to', async () => {
    await mkdir(test.path('real'));
    await rename(test.path('secrets/dev.space.json'), test.path('real/file.json'));
    await symlink('../real/file.json', test.path('secrets/dev.space.json'));
    before = await filesOf(test.root);
    for (let step = 1; ; step++) {
      const end = failStep(test.root, step, 'EIO');
      let steps = 0;
      const count = (): void => {
        steps = end();
      };
      const done = await attempt(test.store.setSecret(text('DEV', 'OLD', 'new')), /the disk failed/, count, `${step}`);
      assert.ok((await lstat(test.path('secrets/dev.space.json'))).isSymbolicLink());
      if (steps < step) break;
      if (done) await assertWhole(`${step}`);
    }
    assert.equal((await test.store.readSecret('DEV', 'OLD')).value.reveal(), 'new');
  });
});

/** All files of a folder by their relative paths; what a user keeps beside the store is none of it. */
async function filesOf(root: string): Promise<Files> {
  const files = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, file);
    if (entry.isDirectory() || name.startsWith('.user')) continue;
    files.set(name, await readFile(file, 'latin1'));
  }
  return files;
}

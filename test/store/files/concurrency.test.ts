import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { rejectsWith } from '../../support/rejects.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { ALLOW, json, TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';
const WRITER = path.resolve(import.meta.dirname, '../../support/store-writer.ts');

describe('several writers of one space', function () {
  this.timeout(60_000);
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
  });
  afterEach(() => test.dispose());

  it('separate processes lose nothing', async () => {
    const run = (name: string): Promise<unknown> =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', WRITER, test.root, name, '4'], {
        env: { ...process.env, SOPS_AGE_KEY: test.me.secret.reveal() },
      });
    await Promise.all(['A', 'B', 'C'].map(run));
    const space = (await test.store.catalog()).spaces[0]!;
    assert.equal(space.version, 1 + 3 * 4);
    assert.deepEqual(
      space.secrets.map(({ key }) => key).sort(),
      ['A', 'B', 'C'].flatMap((n) => [0, 1, 2, 3].map((i) => `${n}${i}`)),
    );
    assert.deepEqual((await readdir(test.path('secrets'))).sort(), ['dev.space.json']);
  });

  it('a change of another key meanwhile is kept, and the guard asked again', async () => {
    await test.store.setSecret(text('DEV', 'A', 'a'));
    await test.store.setSecret(text('DEV', 'B', 'b'));
    // As `sops` would: it takes no lock.
    const before = await test.read(FILE);
    const other = await textAfter(test, async () => {
      await test.store.setSecret(text('DEV', 'C', 'c'));
    });
    await test.write(FILE, before);
    let looks = 0;
    const change = await test.store.removeSecret('DEV', 'A', async () => {
      looks++;
      if (looks === 1) await test.write(FILE, other);
    });
    assert.equal(looks, 2);
    assert.equal(change.version, 5);
    assert.deepEqual(
      (await test.store.catalog()).spaces[0]!.secrets.map(({ key }) => key),
      ['B', 'C'],
    );
  });

  it('a change of the same key meanwhile is a conflict and changes nothing', async () => {
    await test.store.setSecret(text('DEV', 'A', 'a'));
    const before = await test.read(FILE);
    const other = await textAfter(test, async () => {
      await test.store.setSecret(text('DEV', 'A', 'changed'));
    });
    await test.write(FILE, before);
    const refused = await rejectsWith(
      test.store.removeSecret('DEV', 'A', () => test.write(FILE, other)),
      'conflict',
    );
    assert.equal(await test.read(FILE), other);
    assert.ok(refused.message.includes(`${test.me.recipient} changed "A" at 2026-11-01T08:00:00Z (version 3).`));
  });

  it('a conflict names an Owner as the project does, and a change by sops as such', async function () {
    requireSops(this);
    await test.setConfig({ owners: { ana: test.me.recipient } });
    await test.store.setSecret(text('DEV', 'A', 'a'));
    const before = await test.read(FILE);
    await test.store.setSecret(text('DEV', 'A', 'changed'));
    sops(test.me.secret.reveal(), ['set', test.path(FILE), '["secrets"]["A"]', '"canary-value"']);
    const other = await test.read(FILE);
    await test.write(FILE, before);
    const refused = await rejectsWith(
      test.store.removeSecret('DEV', 'A', () => test.write(FILE, other)),
      'conflict',
    );
    assert.match(refused.message, / ana changed "A" at .* The sops command changed it at /);
    assert.ok(!refused.message.includes('canary'));
  });

  it('takes over the lock of a process that died', async () => {
    const lock = test.path('secrets/.lock');
    await mkdir(lock);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    await test.store.setSecret(text('DEV', 'A', 'a'));
    assert.deepEqual(await readdir(test.path('secrets')), ['dev.space.json']);
  });

  it('takes over one that is dated in the future, but none that lives', async () => {
    const lock = test.path('secrets/.lock');
    const later = new Date(Date.now() + 3_600_000);
    await mkdir(lock);
    await utimes(lock, later, later);
    await test.store.setSecret(text('DEV', 'A', 'a'));
    assert.deepEqual(await readdir(test.path('secrets')), ['dev.space.json']);

    await mkdir(lock);
    // As a process renews it whose clock is an hour ahead.
    const renewing = setInterval(() => {
      const date = new Date(Date.now() + 3_600_000);
      void utimes(lock, date, date);
    }, 500);
    try {
      await utimes(lock, later, later);
      await rejectsWith(test.store.setSecret(text('DEV', 'A', 'b')), 'locked');
    } finally {
      clearInterval(renewing);
    }
    await rm(lock, { recursive: true });
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'a');
  });

  it('names a file that stands where the lock belongs', async () => {
    const file = test.path('secrets/.lock');
    await test.write('secrets/.lock', 'somebody else’s');
    await utimes(file, 0, 0);
    const refused = await rejectsWith(test.store.setSecret(text('DEV', 'A', 'a')), 'io');
    assert.equal(refused.message, `${file} is no lock of this program's. Remove it; nothing was changed.`);
    assert.equal(await test.read('secrets/.lock'), 'somebody else’s');
  });

  it('a reader sees whole files only, while another writes', async () => {
    await test.store.setSecret(
      json('DEV', 'BIG', JSON.stringify(Array.from({ length: 500 }, (_, index) => `value ${index}`))),
    );
    const writers = { busy: true };
    const writer = (async () => {
      for (let index = 0; index < 5; index++) await test.store.setSecret(text('DEV', 'A', String(index)));
      writers.busy = false;
    })();
    while (writers.busy) assert.equal((await test.store.catalog()).complete, true);
    await writer;
    assert.equal((await test.store.removeSecret('DEV', 'A', ALLOW)).version, 8);
  });
});

/** The file's text after a change. */
async function textAfter(test: TestStore, change: () => Promise<void>): Promise<string> {
  await change();
  return test.read(FILE);
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { assumeDisk } from '../../support/disk-speed.ts';
import { type Failure, failStep } from '../../support/failing-fs.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { TestStore, text } from '../../support/store.ts';

const FILE = 'secrets/dev.space.json';
const WRITER = path.resolve(import.meta.dirname, '../../support/failing-store-writer.ts');

// A quick disk is asked at once, another one in Node's threads: the steps differ.
for (const speed of ['quick', 'slow'] as const) {
  describe(`a write to a ${speed} disk that ends at any of its steps`, function () {
    this.timeout(120_000);
    let test: TestStore;
    let forget: () => void;
    beforeEach(async () => {
      forget = assumeDisk(speed);
      test = await TestStore.create();
      await test.store.create();
      await test.store.addSpace('DEV');
      await test.store.setSecret(text('DEV', 'OLD', 'kept'));
    });
    afterEach(async () => {
      forget();
      await test.dispose();
    });

    /** Adds the secret N0 in a process that fails at a step; resolves to how it ended. */
    function write(step: number, how: Failure): { readonly signal: string | null; readonly status: number | null } {
      return spawnSync(process.execPath, ['--import', 'tsx', WRITER, test.root, 'N', '1'], {
        env: {
          ...process.env,
          SOPS_AGE_KEY: test.me.secret.reveal(),
          FAIL_STEP: String(step),
          FAIL_WITH: how,
          DISK_SPEED: speed,
        },
      });
    }

    /** The old state or the new one is there, whole, and nothing hinders the next change. */
    async function assertWhole(what: string): Promise<'old' | 'new'> {
      // A dead lock is taken over within seconds, which the test of concurrency waits for.
      await rm(test.path('secrets/.lock'), { recursive: true, force: true });
      const catalog = await test.store.catalog();
      assert.equal(catalog.complete, true, what);
      assert.equal((await test.store.readSecret('DEV', 'OLD')).value.reveal(), 'kept', what);
      const { version, secrets } = catalog.spaces[0]!;
      const isNew = secrets.some(({ key }) => key === 'N0');
      assert.equal(version, isNew ? 3 : 2, what);
      return isNew ? 'new' : 'old';
    }

    it('by a kill -9: the old state or the new one is there', async () => {
      const before = await test.read(FILE);
      const states: string[] = [];
      for (let step = 1; ; step++) {
        const ended = write(step, 'kill');
        const state = await assertWhole(`killed before step ${step}`);
        if (ended.signal === null) break;
        assert.equal(ended.signal, 'SIGKILL');
        states.push(state);
        await test.write(FILE, before);
        // Who remembers the new state asks before they go on from the old one, which takes more steps.
        await rm(test.path('.seen-N'), { recursive: true, force: true });
      }
      assert.ok(states.length >= 9, states.join());
      assert.deepEqual(states, [...states].sort().reverse(), 'old until the rename, new ever after');
      assert.ok(states.includes('new') && states.includes('old'));
      assert.equal((await test.store.setSecret(text('DEV', 'NEXT', 'x'))).changed, true);
    });

    it('by a kill -9 in the middle of the bytes: the old state is there', async () => {
      assert.equal(write(0, 'torn').signal, 'SIGKILL');
      assert.equal(await assertWhole('torn'), 'old');
      const [torn] = (await readdir(test.path('secrets'))).filter((name) => name !== 'dev.space.json');
      assert.equal(
        (await test.read(`secrets/${torn!}`)).length,
        500,
        'a torn file beside the space, which nobody reads',
      );
    });

    const failures: readonly (readonly [how: Failure, words: string])[] = [
      ['EIO', 'EIO'],
      ['ENOSPC', 'the disk is full'],
      ['EROFS', 'the file system is read-only'],
      ['EDQUOT', 'the disk quota is used up'],
    ];
    for (const [how, words] of failures) {
      it(`by ${how}: the user is told, and nothing has changed`, async () => {
        const before = await test.read(FILE);
        const told: number[] = [];
        for (let step = 1; ; step++) {
          const end = failStep(test.path('secrets'), step, how);
          const failed = await test.store.setSecret(text('DEV', 'N0', 'x')).then(
            () => undefined,
            (error: unknown) => error as Error,
          );
          const steps = end();
          if (failed) {
            await rejectsWith(Promise.reject(failed), 'io');
            assert.ok(failed.message.includes(test.path(FILE)), failed.message);
            assert.ok(failed.message.includes(words) && failed.message.includes('Nothing was changed'), failed.message);
            assert.equal(await test.read(FILE), before, `step ${step}`);
            told.push(step);
          } else {
            assert.equal(await assertWhole(`step ${step}`), 'new');
            await test.write(FILE, before);
          }
          assert.deepEqual(await readdir(test.path('secrets')), ['dev.space.json']);
          if (steps < step) break;
        }
        assert.ok(told.length >= 5, told.join());
      });
    }
  });
}

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { inspect, promisify } from 'node:util';
import { putBack, replaceFile } from '../../../store/files/write.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { TestStore, text } from '../../support/store.ts';

const WRITER = path.resolve(import.meta.dirname, '../../support/store-writer.ts');

describe('a store on a disk that fails', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
  });
  afterEach(() => test.dispose());

  /** Adds a secret in a process that may write files of 4 KB only; resolves to how it failed. */
  async function writeLimited(...mode: readonly string[]): Promise<string> {
    const limited = 'ulimit -f 4; exec "$0" --import tsx "$@"';
    const run = promisify(execFile)('bash', ['-c', limited, process.execPath, WRITER, test.root, 'A', '1', ...mode], {
      env: { ...process.env, SOPS_AGE_KEY: test.me.secret.reveal() },
    });
    return run.then(
      () => 'it did not fail',
      (reason: unknown) => inspect(reason),
    );
  }

  describe('in the middle of a write', () => {
    let before: string;
    beforeEach(async () => {
      await test.store.addSpace('DEV');
      await test.store.setSecret(text('DEV', 'BIG', 'x'.repeat(6000)));
      before = await test.read('secrets/dev.space.json');
    });

    it('a full disk changes nothing and leaves nothing behind', async () => {
      assert.match(await writeLimited('survive'), /can't be written.*EFBIG.*Nothing was changed/s);
      assert.equal(await test.read('secrets/dev.space.json'), before);
      assert.deepEqual(await readdir(test.path('secrets')), ['dev.space.json']);
    });

    it('a process that is killed changes nothing and blocks nobody', async () => {
      // Where the disk is asked at once, the write that failed ends the process before the signal does.
      assert.match(await writeLimited(), /SIGXFSZ|EFBIG/);
      assert.equal(await test.read('secrets/dev.space.json'), before);
      assert.equal((await test.store.catalog()).complete, true);
      assert.equal((await test.store.setSecret(text('DEV', 'B', 'b'))).changed, true);
    });
  });

  it('says what went wrong and in which file', async () => {
    await test.write('secrets', 'a file where the folder should be');
    const error = await rejectsWith(test.store.addSpace('DEV'), 'io');
    assert.ok(error.message.includes(test.path('secrets')));
    await rm(test.path('secrets'));
    await test.store.addSpace('DEV');
    await rm(test.path('secrets/dev.space.json'));
    await mkdir(test.path('secrets/dev.space.json'));
    await rejectsWith(replaceFile(test.path('secrets/dev.space.json'), undefined, Buffer.from('x')), 'io');
  });

  it('gives a file its old bytes back, and leaves it to a program that went on from the new ones', async () => {
    const file = test.path('file.json');
    const [before, written] = [Buffer.from('before'), Buffer.from('written')];
    await test.write('file.json', 'written');
    await putBack(file, written, before);
    assert.equal(await test.read('file.json'), 'before');
    await test.write('file.json', 'by another');
    const refused = await rejectsWith(putBack(file, written, before), 'conflict');
    assert.match(refused.message, /file\.json was changed by another program .* do the change again\./);
    assert.equal(await test.read('file.json'), 'by another');
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { disk } from '../../../store/catalog/disk.ts';
import { FileChanged, replaceFile } from '../../../store/files/write.ts';
import { assumeDisk } from '../../support/disk-speed.ts';
import { TestStore } from '../../support/store.ts';

const ENDING_WRITER = path.resolve(import.meta.dirname, '../../support/ending-writer.ts');

const SPEEDS: readonly (readonly [disk: string, assume: () => () => void])[] = [
  ['quick disk', () => assumeDisk('quick')],
  ['slow disk', () => assumeDisk('slow')],
  ['disk that turns slow while the bytes are brought to it', assumeTurningSlow],
];

/** Quick when a write begins, which asks for that twice. */
function assumeTurningSlow(): () => void {
  const end = assumeDisk('slow');
  let asked = 0;
  disk.isQuick = (question) => question.startsWith('bytes') && asked++ % 2 === 0;
  return end;
}

for (const [what, assume] of SPEEDS) {
  describe(`replacing a file on a ${what}`, () => {
    let test: TestStore;
    let end: () => void;
    beforeEach(async () => {
      test = await TestStore.create();
      end = assume();
    });
    afterEach(async () => {
      end();
      await test.dispose();
    });

    it('leaves its mode, and nothing beside it', async () => {
      await test.write('x.json', 'old');
      const { mode } = await stat(test.path('x.json'));
      for (const present of [mode, 0o100640, 0o100400]) {
        await chmod(test.path('x.json'), present);
        await replaceFile(test.path('x.json'), Buffer.from('old'), Buffer.from('old'));
        assert.equal((await stat(test.path('x.json'))).mode, present);
      }
      await replaceFile(test.path('new.json'), undefined, Buffer.from('new'));
      assert.equal((await stat(test.path('new.json'))).mode, mode, 'as any new file');
      assert.deepEqual(await readdir(test.root), ['new.json', 'x.json']);
    });

    it('goes through links', async () => {
      await mkdir(test.path('real'));
      await test.write('real/x.json', 'old');
      await symlink('real/x.json', test.path('link.json'));
      await replaceFile(test.path('link.json'), Buffer.from('old'), Buffer.from('new'));
      assert.ok((await lstat(test.path('link.json'))).isSymbolicLink());
      assert.equal(await test.read('real/x.json'), 'new');
      assert.deepEqual(await readdir(test.path('real')), ['x.json']);
    });

    it('writes few bytes and many', async () => {
      let before = Buffer.from('old');
      await test.write('x.json', 'old');
      for (const length of [0, 1, 100_000, 5_000_000]) {
        const bytes = Buffer.alloc(length, 'x');
        await replaceFile(test.path('x.json'), before, bytes);
        assert.equal(await test.read('x.json'), bytes.toString());
        before = bytes;
      }
    });

    it('never replaces bytes that it did not expect', async () => {
      const file = test.path('x.json');
      await test.write('x.json', 'theirs');
      for (const expected of [undefined, Buffer.from('ours'), Buffer.from('theirs ')]) {
        await assert.rejects(replaceFile(file, expected, Buffer.from('new')), FileChanged);
      }
      assert.equal(await test.read('x.json'), 'theirs');
      await replaceFile(file, Buffer.from('theirs'), Buffer.from('new'));
      assert.equal(await test.read('x.json'), 'new');
      await assert.rejects(replaceFile(test.path('gone.json'), Buffer.from('x'), Buffer.from('y')), FileChanged);
      assert.deepEqual(await readdir(test.root), ['x.json']);
    });
  });
}

describe('replacing a file in a process that ends meanwhile', () => {
  it('leaves nothing beside it', async () => {
    const test = await TestStore.create();
    try {
      await test.write('x.json', 'old');
      const { status } = spawnSync(process.execPath, ['--import', 'tsx', ENDING_WRITER, test.path('x.json')]);
      assert.equal(status, 3);
      assert.equal(await test.read('x.json'), 'old');
      assert.deepEqual(await readdir(test.root), ['x.json']);
    } finally {
      await test.dispose();
    }
  });
});

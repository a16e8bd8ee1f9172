import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { nodeFileSystem as fs } from '../../workspace/file-system.ts';
import { World } from './fixture.ts';

describe('the file system', () => {
  let world: World;
  before(async () => {
    world = await World.create({ 'a/b.txt': 'text' });
    await symlink(world.path('a'), world.path('link'));
    await symlink(world.path('a/b.txt'), world.path('file'));
    await symlink('nowhere', world.path('gone'));
  });
  after(() => world.dispose());

  it('has nothing where there is nothing', async () => {
    for (const path of [world.path('none'), world.path('a/b.txt/c'), world.path('gone')]) {
      assert.equal(await fs.read(path), undefined);
      assert.equal(await fs.stat(path), undefined);
      assert.equal(await fs.realPath(path), undefined);
      assert.deepEqual(await fs.list(path), []);
    }
  });

  it('says where links lead', async () => {
    const entries = [...(await fs.list(world.root))].sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(entries, [
      { name: 'a', kind: 'folder' },
      { name: 'file', kind: 'file', target: world.path('a/b.txt') },
      { name: 'link', kind: 'folder', target: world.path('a') },
    ]);
    assert.equal(await fs.realPath(world.path('link/b.txt')), world.path('a/b.txt'));
    assert.equal((await fs.stat(world.path('file')))?.size, 4);
  });

  it('names the path and the reason of a failure', async () => {
    await assert.rejects(fs.read(world.path('a')), {
      message: `${world.path('a')} can't be read (it is a folder).`,
    });
  });

  it('waits for no pipe or device', async () => {
    execFileSync('mkfifo', [world.path('pipe')]);
    await symlink('/dev/zero', world.path('zero'));
    for (const path of [world.path('pipe'), world.path('zero')]) {
      await assert.rejects(fs.read(path), { message: `${path} can't be read (it is a pipe or a device, no file).` });
    }
  });
});

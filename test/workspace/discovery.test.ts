import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { walk } from '../../workspace/discovery.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { World } from './fixture.ts';

describe('walk', () => {
  let world: World;
  afterEach(() => world.dispose());

  const found = async (): Promise<string[]> => {
    const { files } = await walk(world.root, nodeFileSystem);
    return files.map((path) => relative(world.root, path).split(sep).join('/'));
  };

  it('finds what ignore files hide, and leaves out .git and node_modules', async () => {
    world = await World.create({
      '.gitignore': 'flows.json',
      'flows.json': '[]',
      '.hidden/a.json': '[]',
      '.git/config.json': '',
      'packages/x/node_modules/y/flow.json': '[]',
    });
    assert.deepEqual(await found(), ['.gitignore', '.hidden/a.json', 'flows.json']);
  });

  it('takes any name', async () => {
    const names = ['__proto__/constructor.json', 'with blank/é 🔑.json', 'quote\'".json'];
    world = await World.create(Object.fromEntries(names.map((name) => [name, '[]'])));
    assert.deepEqual(await found(), [...names].sort());
  });

  it('follows links inside the folder only, and none to a folder that they lie in', async () => {
    const outside = await World.create({ 'secret.json': '[]' });
    world = await World.create({ 'flows/a.json': '[]', 'b/c.json': '[]' });
    await symlink(outside.root, world.path('flows/out'));
    await symlink(outside.path('secret.json'), world.path('flows/out.json'));
    await symlink(world.path('b'), world.path('flows/in'));
    await symlink(world.root, world.path('b/loop'));
    await symlink('.', world.path('b/here'));
    await symlink('nowhere', world.path('b/dangling.json'));
    await symlink('self', world.path('b/self'));
    const files = await found();
    assert.deepEqual(
      files.filter((file) => file !== 'b/dangling.json' && file !== 'b/self'),
      ['b/c.json', 'flows/a.json', 'flows/in/c.json'],
    );
    await outside.dispose();
  });

  it('ends where folders link to each other', async () => {
    world = await World.create({ 'a/x.json': '[]', 'b/y.json': '[]' });
    await symlink('../b', world.path('a/to'));
    await symlink('../a', world.path('b/to'));
    assert.deepEqual(await found(), ['a/to/y.json', 'a/x.json', 'b/to/x.json', 'b/y.json']);
  });
});

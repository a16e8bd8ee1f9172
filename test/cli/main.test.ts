import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { World } from './fixture.ts';

const main = resolve(import.meta.dirname, '../../cli/main.ts');
const loader = import.meta.resolve('tsx');

describe('the flow-secrets program', () => {
  let world: World;
  afterEach(() => world.dispose());

  const start = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', loader, main, ...args], { cwd: world.root });

  it('prints results to stdout, words to stderr, and ends with the exit code', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY' });
    const listed = await start('references', '--json', 'a.js');
    assert.equal((JSON.parse(listed.stdout) as unknown[]).length, 1);
    assert.equal(listed.stderr, '');
    await assert.rejects(start('references', 'b.js'), { code: 2, stdout: '', stderr: /b\.js is not there/ });
  });

  it('prints more than a pipe holds', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY;\n'.repeat(5_000) });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', loader, main, 'references', '--json', 'a.js', 'a.js', 'a.js', 'a.js'],
      { cwd: world.root, maxBuffer: 64 * 1024 * 1024 },
    );
    assert.equal((JSON.parse(stdout) as unknown[]).length, 20_000);
  });
});

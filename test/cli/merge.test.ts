import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { installMergeDriver } from '../../store/git/merge-driver.ts';
import { noInput, cli } from './fixture.ts';
import { ok, Shell } from './shell.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = 'secrets/dev.space.json';

describe('merges from the command line', function () {
  this.timeout(60_000);
  let shell: Shell;

  function git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
      cwd: shell.world.root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, SOPS_AGE_KEY: shell.me.secret.reveal(), HOME: shell.world.path('.home') },
    });
  }

  function commit(message: string): void {
    git('add', '--all');
    git('commit', '--quiet', '-m', message);
  }

  beforeEach(async () => {
    shell = await Shell.create({ '.gitignore': '.home/\n' });
    git('init', '--quiet', '--initial-branch=main');
    await ok(shell.run('init'));
    await ok(shell.run('space', 'add', 'DEV'));
    commit('base');
  });
  afterEach(() => shell.world.dispose());

  async function branches(ours: [key: string, value: string], theirs: [key: string, value: string]): Promise<void> {
    git('checkout', '--quiet', '-b', 'theirs');
    await ok(shell.with(theirs[1], 'secret', 'set', 'DEV', theirs[0]));
    commit('theirs');
    git('checkout', '--quiet', 'main');
    await ok(shell.with(ours[1], 'secret', 'set', 'DEV', ours[0]));
    commit('ours');
  }

  it('resolve-merge unites what git left in conflict', async () => {
    await branches(['OURS', 'o'], ['THEIRS', 't']);
    assert.throws(() => git('merge', 'theirs'));
    assert.match((await shell.run('space', 'list')).err, /resolve-merge/);
    const out = await ok(shell.run('resolve-merge'));
    assert.equal(out, `United ${FILE} (version 3), with THEIRS from theirs: stage it with git add.`);
    commit('merged');
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'OURS')), 'o\n');
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'THEIRS')), 't\n');
    assert.equal((await shell.run('resolve-merge')).code, 2);
  });

  it('a name that both changed needs a side', async () => {
    await branches(['A', 'ours'], ['A', 'theirs']);
    assert.throws(() => git('merge', 'theirs'));
    const refused = await shell.run('resolve-merge');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /Both sides changed A: ours at .*, theirs at /);
    const base = noInput(shell.world, { SOPS_AGE_KEY: shell.me.secret.reveal() });
    await cli(shell.world, ['resolve-merge'], '', { ...base, isTerminal: true, ask: () => Promise.resolve('t') });
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), 'theirs\n');
    assert.match((await shell.run('doctor')).out, /dev\.space\.json: Git could not merge it: .*resolve-merge.*git add/);
    git('checkout', '--merge', '--', FILE);
    await ok(shell.run('resolve-merge', '--ours', 'A'));
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), 'ours\n');
    git('add', FILE);
    assert.doesNotMatch((await shell.run('doctor')).out, /could not merge/);
  });

  it('one side removed a file that the other changed: doctor and resolve-merge say how that is decided', async () => {
    git('checkout', '--quiet', '-b', 'theirs');
    await ok(shell.run('space', 'remove', 'DEV'));
    commit('theirs');
    git('checkout', '--quiet', 'main');
    await ok(shell.with('o', 'secret', 'set', 'DEV', 'OURS'));
    commit('ours');
    assert.throws(() => git('merge', 'theirs'));
    const says = /one side removed it.*git add.*git rm/;
    assert.match((await shell.run('doctor')).out, says);
    const refused = await shell.run('resolve-merge');
    assert.equal(refused.code, 1);
    assert.match(refused.err, says);
    git('rm', '--quiet', FILE);
    assert.doesNotMatch((await shell.run('doctor')).out, says);
  });

  it('the merge driver lets git do it alone, and leaves what it can not decide', async () => {
    await ok(shell.run('merge-driver', '--install'));
    // The fixture's program is not installed here: this is how a checkout is run.
    const program = [
      process.execPath,
      '--import',
      path.join(ROOT, 'node_modules/tsx/dist/esm/index.mjs'),
      path.join(ROOT, 'cli/main.ts'),
    ];
    await installMergeDriver(shell.world.path('secrets'), program);
    commit('driver');
    await branches(['OURS', 'o'], ['THEIRS', 't']);
    git('merge', '--quiet', '--no-edit', 'theirs');
    assert.equal(git('status', '--porcelain'), '');
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'OURS')), 'o\n');
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'THEIRS')), 't\n');

    git('checkout', '--quiet', '-b', 'again', 'main');
    git('branch', '--quiet', '-D', 'theirs');
    git('checkout', '--quiet', 'main');
    await branches(['A', 'ours'], ['A', 'theirs']);
    assert.throws(() => git('merge', 'theirs'));
    assert.equal((await shell.run('resolve-merge')).code, 1);
    await ok(shell.run('resolve-merge', '--theirs', 'A'));
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), 'theirs\n');
  });
});

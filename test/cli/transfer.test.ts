import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { noInput, cli } from './fixture.ts';
import { ok, Shell } from './shell.ts';

const CANARY = 'canary-4f0a';

describe('import and export from the command line', () => {
  let shell: Shell;
  beforeEach(async () => {
    shell = await Shell.create({ '.gitignore': '*.env\n/out.json\n' });
    await ok(shell.run('init'));
    await ok(shell.run('space', 'add', 'DEV'));
    execFileSync('git', ['init', '--quiet'], { cwd: shell.world.root });
  });
  afterEach(() => shell.world.dispose());

  it('a .env file: new, changed and same are told, and all is one version', async () => {
    await ok(shell.with('same', 'secret', 'set', 'DEV', 'SAME'));
    await ok(shell.with('old', 'secret', 'set', 'DEV', 'CHANGED'));
    await writeFile(shell.world.path('in.env'), `NEW=${CANARY}\nCHANGED=${CANARY}\nSAME=same\n`);
    const dry = await ok(shell.run('import', 'DEV', 'in.env', '--dry-run'));
    assert.equal(dry, 'new     NEW\nchanged CHANGED\nsame    SAME');
    const refused = await shell.run('import', 'DEV', 'in.env');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /CHANGED would be replaced.*--replace/);
    assert.equal((await shell.run('secret', 'reveal', 'DEV', 'NEW')).code, 1, 'nothing was changed');
    const done = await ok(shell.run('import', 'DEV', 'in.env', '--replace'));
    assert.match(done, /Imported 2 secrets into DEV \(version 4\)/);
    assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'NEW')), `${CANARY}\n`);
    assert.match(await ok(shell.run('import', 'DEV', 'in.env')), /has all of them already/);
    assert.ok(![dry, done, refused.err].join('').includes(CANARY));
  });

  it('lines of a .env file that are no pair are named, never shown', async () => {
    await writeFile(shell.world.path('in.env'), `A=1\n${CANARY}\nB="x\ny"\n${CANARY} x\n${CANARY}\n`);
    const { code, out, err } = await shell.run('import', 'DEV', 'in.env');
    assert.deepEqual([code, out], [0, 'new     A\nnew     B\nImported 2 secrets into DEV (version 2).']);
    assert.match(err, /in\.env: no NAME=value, so nothing was taken from: lines 2, 5–6\.$/);
    assert.ok(!(out + err).includes(CANARY));
  });

  it('an empty file is told as such', async () => {
    await writeFile(shell.world.path('in.env'), '# nothing\n');
    assert.match(await ok(shell.run('import', 'DEV', 'in.env')), /in\.env holds no secret\./);
  });

  it('a name that can be no KEY refuses the whole', async () => {
    await writeFile(shell.world.path('in.json'), '{"GOOD":"x","not a key":"y"}');
    const refused = await shell.run('import', 'DEV', 'in.json');
    assert.equal(refused.code, 2);
    assert.match(refused.err, /not a key/);
    assert.equal((await shell.run('secret', 'reveal', 'DEV', 'GOOD')).code, 1);
    const dry = await shell.run('import', 'DEV', 'in.json', '--dry-run');
    assert.deepEqual([dry.code, dry.out], [2, ''], 'the preview promises nothing else');
    assert.equal((await shell.run('import', 'DEV', 'nowhere.env')).code, 2);
  });

  it('a space goes to a file that git ignores, once it is confirmed, and comes back', async () => {
    await ok(shell.with(`it's "${CANARY}"\n#`, 'secret', 'set', 'DEV', 'A'));
    await ok(shell.with('{"b":1.50,"a":[]}', 'secret', 'set', 'DEV', 'J', '--type', 'json'));
    for (const file of ['out.env', 'out.json']) {
      assert.equal((await shell.run('export', 'DEV', file)).code, 1, 'not confirmed');
      const { code, out, err } = await shell.run('export', 'DEV', file, '--yes');
      assert.equal(code, 0, err);
      assert.ok(!(out + err).includes(CANARY));
      assert.equal((await stat(shell.world.path(file))).mode & 0o777, 0o600);
      assert.match((await shell.run('export', 'DEV', file, '--yes')).err, /not overwritten/);
    }
    await ok(shell.run('space', 'add', 'COPY'));
    await ok(shell.run('import', 'COPY', 'out.json'));
    assert.equal(await ok(shell.run('secret', 'reveal', 'COPY', 'A')), `it's "${CANARY}"\n#\n`);
    assert.equal(await ok(shell.run('secret', 'reveal', 'COPY', 'J')), '{"b":1.50,"a":[]}\n');
    assert.match(await ok(shell.run('import', 'COPY', 'out.env', '--dry-run')), /same {4}A\nchanged J/);
  });

  it('a file that git would take is refused', async () => {
    await ok(shell.with(CANARY, 'secret', 'set', 'DEV', 'A'));
    const { code, err } = await shell.run('export', 'DEV', 'values.json', '--yes');
    assert.equal(code, 1);
    assert.match(err, /git does not ignore/);
    await assert.rejects(readFile(shell.world.path('values.json')), /ENOENT/);
  });

  it('so is one in a folder that is not there, with the reason', async () => {
    const { code, err } = await shell.run('export', 'DEV', 'nowhere/out.json', '--yes');
    assert.equal(code, 2);
    assert.match(err, /there is no folder .*nowhere/);
  });

  it('so is every file in a repository that git refuses to work in', async () => {
    await ok(shell.with(CANARY, 'secret', 'set', 'DEV', 'A'));
    await writeFile(shell.world.path('.git/HEAD'), 'no reference');
    const { code, err } = await shell.run('export', 'DEV', 'out.json', '--yes');
    assert.equal(code, 1);
    assert.match(err, /Nobody knows whether git ignores .*out\.json.*git status/);
    await assert.rejects(readFile(shell.world.path('out.json')), /ENOENT/);
  });

  it('at a terminal, both are asked', async () => {
    await ok(shell.with('old', 'secret', 'set', 'DEV', 'A'));
    await writeFile(shell.world.path('in.env'), 'A=new\n');
    const base = noInput(shell.world, { SOPS_AGE_KEY: shell.me.secret.reveal() });
    for (const [answer, value] of [
      ['n', 'old\n'],
      ['y', 'new\n'],
    ]) {
      const input = { ...base, isTerminal: true, ask: () => Promise.resolve(answer!) };
      await cli(shell.world, ['import', 'DEV', 'in.env'], '', input);
      assert.equal(await ok(shell.run('secret', 'reveal', 'DEV', 'A')), value);
    }
  });
});

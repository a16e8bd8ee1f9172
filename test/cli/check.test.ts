import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { bind, flow, read } from '../workspace/fixture.ts';
import { cli, spaceFile, World } from './fixture.ts';

const bindings = bind(['dev/**', 'DEV'], ['both/**', 'DEV', 'PROD']);
const spaces = {
  'secrets/dev.space.json': spaceFile('DEV', { KEY: 'x', DB: { host: 'x' } }),
  'secrets/prod.space.json': spaceFile('PROD', { DB: { host: 'x' } }),
};

describe('flow-secrets check', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('prints file:line:column severity rule message', async () => {
    world = await World.create({
      'flow-secrets.json': bindings,
      ...spaces,
      'dev/a.js': '// 🔑\n/*🔑*/ SECRETS.KAY',
      'both/b.js': 'SECRETS.KEY; SECRETS.DB.hots',
    });
    const { code, out, err } = await cli(world, ['check']);
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      'both/b.js:1:9 warning missing-in-space “KEY” is in DEV but missing in PROD: add it there.',
      'both/b.js:1:25 warning unknown-path “DB” has no “hots” in DEV and PROD: add it, or did you mean “host”?',
      'dev/a.js:2:16 error unknown-secret “KAY” is not in DEV: add it, or did you mean “KEY”?',
    ]);
    assert.equal(err, '1 error, 2 warnings and 0 hints in 2 files.');
  });

  it('prints JSON', async () => {
    world = await World.create({ ...spaces, 'a.js': 'SECRETS.KAY' });
    const { out } = await cli(world, ['check', '--json']);
    assert.deepEqual(JSON.parse(out), [
      {
        file: 'a.js',
        line: 1,
        column: 9,
        severity: 'error',
        rule: 'unknown-secret',
        message: '“KAY” is in none of the spaces DEV and PROD: add it, or did you mean “KEY”?',
        start: 8,
        end: 11,
      },
    ]);
    assert.equal((await cli(world, ['check', '--json', 'secrets'])).out, '[]');
  });

  it('knows the fields of a credential, and those of its type that were left blank', async () => {
    const mails = {
      type: 'mailgun',
      fields: { domain: 'mg.example.org', sender: 'a@example.org' },
      sealed: { apiKey: '' },
    };
    world = await World.create({
      ...spaces,
      'secrets/credentials.json': JSON.stringify({ version: 1, credentials: { mails } }),
      'a.js': 'CREDENTIALS.mails.apiKey; CREDENTIALS.mails.region; CREDENTIALS.mails.token; CREDENTIALS.mail.x',
    });
    const { out } = await cli(world, ['check']);
    assert.deepEqual(out.split('\n'), [
      'a.js:1:45 warning unknown-credential-field The field “region” of “mails” (mailgun) was left blank: fill it in, or do without it.',
      'a.js:1:71 warning unknown-credential-field “mails” (mailgun) has no field “token”: correct the name.',
      'a.js:1:90 error unknown-credential “mail” is no external credential: add it, or did you mean “mails”?',
    ]);
  });

  it('is fine where only hints are left, and checks the paths that are asked for', async () => {
    world = await World.create({
      'flow-secrets.json': bindings,
      ...spaces,
      'dev/bad.json': flow(read('TYPO')),
      'dev/good.json': flow(read('KEY')),
      'loose.json': flow(read('TYPO')),
    });
    assert.equal((await cli(world, ['check'])).code, 1);
    const good = await cli(world, ['check', 'dev/good.json', 'loose.json']);
    assert.equal(good.code, 0);
    assert.match(good.out, /^loose\.json:1:\d+ hint no-binding /);
    assert.match(good.err, /not checked: loose\.json: No binding/);
    assert.equal((await cli(world, ['check', 'good.json'], 'dev')).code, 0);
  });

  it('speaks as loud as flow-secrets.json chooses, and says which rule is not there', async () => {
    world = await World.create({
      'flow-secrets.json': '{ "rules": { "unknown-secret": "info", "unknown-path": "off", "unknwon-path": "off" } }',
      ...spaces,
      'a.js': 'SECRETS.KAY; SECRETS.DB.hots;\nSECRETS.KAY // flow-secrets-ignore-line unknown-secret',
    });
    const { code, out } = await cli(world, ['check']);
    assert.deepEqual(out.split('\n'), [
      'flow-secrets.json:1:64 warning unknown-rule “unknwon-path” is no rule, so this has no effect: did you mean “unknown-path”?',
      'a.js:1:9 info unknown-secret “KAY” is in none of the spaces DEV and PROD: add it, or did you mean “KEY”?',
    ]);
    assert.equal(code, 1);
    assert.equal((await cli(world, ['check', 'a.js'])).code, 0);
  });

  it('finds the workspace upward', async () => {
    world = await World.create({ 'flow-secrets.json': '{}', ...spaces, 'dev/a.js': 'SECRETS.TYPO', 'deep/er/x': '' });
    assert.match((await cli(world, ['check'], 'deep/er')).out, /^dev\/a\.js:1:9 /);
    assert.match((await cli(world, ['check', '--root', '..'], 'dev')).out, /^dev\/a\.js:1:9 /);
  });

  it('says what it did not check and why; --require-complete makes that an exit code', async () => {
    world = await World.create({
      'flow-secrets.json': bind(['dev/**', 'DEV', 'GONE'], ['lab/**', 'LAB']),
      ...spaces,
      'secrets/lab.space.json': '{"space": "LAB", "secr',
      'secrets/credentials.json': '{',
      'dev/a.js': 'SECRETS.TYPO',
      'dev/torn.json': '[{"id":',
    });
    const { code, out, err } = await cli(world, ['check']);
    assert.equal(code, 0);
    assert.equal(out, '');
    for (const says of [/secrets\/lab\.space\.json/, /dev\/torn\.json/, /GONE/, /credentials\.json/])
      assert.match(err, says);
    assert.equal((await cli(world, ['check', '--require-complete'])).code, 2);
  });

  it('is complete where everything can be known', async () => {
    world = await World.create({ ...spaces, 'a.js': 'SECRETS.KEY' });
    const { code, err } = await cli(world, ['check', '--require-complete']);
    assert.equal(code, 0);
    assert.equal(err, '0 errors, 0 warnings and 0 hints in 1 file.');
  });

  it('is exit 2 in a folder without a store only when it must be complete', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY' });
    assert.equal((await cli(world, ['check'])).code, 0);
    assert.equal((await cli(world, ['check', '--require-complete'])).code, 2);
  });

  it('is exit 2 in a broken workspace', async () => {
    world = await World.create({ 'flow-secrets.json': '{"bindings": 7}', 'a.js': 'SECRETS.KEY' });
    const { code, err } = await cli(world, ['check']);
    assert.equal(code, 2);
    assert.match(err, /^flow-secrets: flow-secrets\.json: bindings/);
  });

  it('is exit 2 for a path that can not be looked at', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY' });
    await symlink('loop.js', world.path('loop.js'));
    const { code, err } = await cli(world, ['check', 'loop.js']);
    assert.equal(code, 2);
    assert.match(err, /^flow-secrets: .*loop\.js can't be read \(its links lead in a circle\)/);
  });

  it('prints no value and no ciphertext', async () => {
    world = await World.create({ ...spaces, 'a.js': 'SECRETS.TYPO; SECRETS.DB.x' });
    for (const args of [['check'], ['check', '--json'], ['unused'], ['usages', 'DB']]) {
      const { out, err } = await cli(world, args);
      assert.doesNotMatch(out + err, /ENC\[/);
    }
  });
});

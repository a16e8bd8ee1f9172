import assert from 'node:assert/strict';
import { bind, flow, read } from '../workspace/fixture.ts';
import { cli, spaceFile, World } from './fixture.ts';

describe('flow-secrets usages', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('says where: file, line, tab › node › property', async () => {
    world = await World.create({
      'flows/a.json': flow(read('KEY')),
      'b.js': 'CREDENTIALS.KEY.x; SECRETS.OTHER; SECRETS[y]',
    });
    const { code, out, err } = await cli(world, ['usages', 'KEY']);
    assert.equal(code, 0);
    const [credential, secret = ''] = out.split('\n');
    assert.equal(credential, 'b.js:1:13 CREDENTIALS["KEY"].x');
    assert.match(secret, /^flows\/a\.json:1:\d+ SECRETS\.KEY \(Ingest › Call 0 › func\)$/);
    assert.match(err, /may use it: b\.js:1:\d+ SECRETS\[…\]/);
  });

  it('prints the entries of references as JSON, files relative to the root', async () => {
    world = await World.create({ 'flow-secrets.json': '{}', 'flows/a.js': 'SECRETS.KEY.b' });
    const { out } = await cli(world, ['usages', '--json', 'KEY'], 'flows');
    assert.deepEqual(JSON.parse(out), [
      { file: 'flows/a.js', key: 'KEY', start: 8, end: 11, path: [{ name: 'b', start: 12, end: 13 }] },
    ]);
    assert.deepEqual(await cli(world, ['usages', '--json', 'NONE']), { code: 0, out: '[]', err: '' });
  });

  it('says that nothing uses a name', async () => {
    world = await World.create({ 'flows/a.js': 'SECRETS.KEY' });
    assert.deepEqual(await cli(world, ['usages', 'NONE']), { code: 0, out: '', err: 'Nothing uses NONE.' });
  });

  it('names files that could not be looked at', async () => {
    world = await World.create({ 'torn.json': '[{"id":' });
    assert.match((await cli(world, ['usages', 'KEY'])).err, /^not looked at: torn\.json: /);
  });
});

describe('flow-secrets unused', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('lists by space what nothing uses, unless a computed name may', async () => {
    world = await World.create({
      'flow-secrets.json': bind(['dev/**', 'DEV'], ['prod/**', 'PROD']),
      'secrets/dev.space.json': spaceFile('DEV', { KEY: 'x', IDLE: 'x' }),
      'secrets/prod.space.json': spaceFile('PROD', { KEY: 'x', IDLE: 'x' }),
      'dev/a.js': 'SECRETS.KEY',
      'prod/a.js': 'SECRETS[name]',
    });
    const { code, out, err } = await cli(world, ['unused', '--json']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), [{ space: 'DEV', key: 'IDLE' }]);
    assert.match(err, /PROD: a computed name may use KEY, IDLE/);
    assert.equal((await cli(world, ['unused'])).out, 'DEV: IDLE');
  });

  it('says which spaces and files it could not look at', async () => {
    world = await World.create({
      'flow-secrets.json': bind(['a.js', 'DEV']),
      'secrets/dev.space.json': spaceFile('DEV', { IDLE: 'x' }),
      'secrets/torn.space.json': '{ "space": "TORN", ',
      'torn.json': '[{"id":',
    });
    const { code, out, err } = await cli(world, ['unused', '--json']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), [{ space: 'DEV', key: 'IDLE' }]);
    assert.match(err, /^secrets\/torn\.space\.json: its secrets are not listed: It can't be read/m);
    assert.match(err, /torn\.json/);
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createIdentity } from '../../store/identity/identity.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { json, text } from '../support/store.ts';
import { flow, read } from '../workspace/fixture.ts';
import { RenameWorld } from './rename-world.ts';

const CLI = join(import.meta.dirname, '../support/crashing-cli.ts');

describe('a rename that is killed after each write', function () {
  this.timeout(120_000);
  let world: RenameWorld;
  afterEach(() => world.dispose());

  /**
   * Runs the command again and again; each run is killed by the system right after its first write, until one finds nothing
   * of the old name. After each kill all flows work.
   * @returns how often it was killed
   */
  async function killedEachTime(args: readonly string[], input = ''): Promise<number> {
    for (let kills = 0; ; kills++) {
      const ran = spawnSync(process.execPath, ['--import', 'tsx', CLI, ...args, '--root', world.world.root], {
        input,
        encoding: 'utf8',
        env: {
          ...process.env,
          SOPS_AGE_KEY: world.me.secret.reveal(),
          HOME: world.world.path('.home'),
          XDG_CONFIG_HOME: '',
        },
      });
      assert.deepEqual(await world.broken(), [], `after ${kills} kills`);
      if (ran.signal === null) {
        assert.equal(ran.status, 1);
        assert.match(ran.stderr, /^flow-secrets: (There is no|The space "DEV" has no) /);
        return kills;
      }
      assert.equal(ran.signal, 'SIGKILL');
      // A dead lock is taken over within seconds, which the tests of the store wait for.
      await rm(world.world.path('secrets/.lock'), { recursive: true, force: true });
    }
  }

  it('a secret in two spaces and two files', async () => {
    const files = { 'a/1.json': flow(read('OLD')), 'b/2.mustache': '{{SECRETS.OLD}}' };
    world = await RenameWorld.create(files, [
      ['a/*', 'DEV', 'PROD'],
      ['b/*', 'PROD'],
    ]);
    for (const space of ['DEV', 'PROD']) {
      await world.store.addSpace(space);
      await world.store.setSecret(text(space, 'OLD', `value-of-${space}`));
    }
    assert.equal(await killedEachTime(['secret', 'rename', 'DEV', 'OLD', 'NEW']), 6);
    assert.deepEqual(await world.keys(), { DEV: ['NEW'], PROD: ['NEW'] });
    assert.deepEqual([await world.version('DEV'), await world.version('PROD')], [3, 3]);
    assert.equal((await world.store.readSecret('PROD', 'NEW')).value.reveal(), 'value-of-PROD');
    assert.equal(await world.read('b/2.mustache'), '{{SECRETS.NEW}}');
  });

  it('a name inside a JSON secret', async () => {
    world = await RenameWorld.create({ 'f.js': 'SECRETS.DB.auth.user', 'g.js': 'SECRETS.DB.auth.user' });
    await world.store.addSpace('DEV');
    await world.store.setSecret(json('DEV', 'DB', '{"auth":{"user":"u"}}'));
    assert.equal(await killedEachTime(['secret', 'rename', 'DEV', 'DB.auth.user', 'login']), 4);
    assert.equal((await world.store.readSecret('DEV', 'DB')).value.reveal(), '{"auth":{"login":"u"}}');
    assert.equal(await world.version('DEV'), 3);
  });

  it('a credential, whose values are asked for once', async () => {
    world = await RenameWorld.create({ 'f.js': 'CREDENTIALS["old mails"].apiKey + CREDENTIALS["old mails"].domain' });
    const runtime = (await createIdentity('edge')).recipient;
    await world.world.write('flow-secrets.json', JSON.stringify({ runtimes: { edge: { key: runtime, spaces: [] } } }));
    await world.store.addSpace('DEV');
    const fields = [['domain', 'd'] as const, ['sender', 's'] as const];
    const sealed = [['apiKey', new SecretValue('canary')] as const];
    await world.store.setCredential({ name: 'old mails', type: 'mailgun', fields, sealed });
    const args = ['credential', 'rename', 'old mails', 'mails'];
    assert.equal(await killedEachTime(args, '{"apiKey":"canary"}'), 3);
    assert.equal(await world.read('f.js'), 'CREDENTIALS["mails"].apiKey + CREDENTIALS["mails"].domain');
    const { credentials } = (await world.store.catalog()).credentials;
    assert.deepEqual(
      credentials.map(({ name, sealed: names, renamedFrom }) => [name, names, renamedFrom]),
      [['mails', ['apiKey'], undefined]],
    );
    assert.ok(!(await world.read('secrets/credentials.json')).includes('canary'));
  });

  it('a field of a custom credential, sealed or a part of the destination', async () => {
    world = await RenameWorld.create({ 'f.js': 'CREDENTIALS.door.host + CREDENTIALS.door.token' });
    const runtime = (await createIdentity('edge')).recipient;
    await world.world.write('flow-secrets.json', JSON.stringify({ runtimes: { edge: { key: runtime, spaces: [] } } }));
    await world.store.addSpace('DEV');
    const sealed = [['token', new SecretValue('canary')] as const];
    await world.store.setCredential({ name: 'door', type: 'custom', fields: [['host', 'h']], sealed });
    const rename = (field: string, to: string): readonly string[] => [
      ...['credential', 'rename', 'door', to],
      ...['--field', field],
    ];
    assert.equal(await killedEachTime(rename('token', 'the word'), '{"token":"canary"}'), 3);
    assert.equal(await killedEachTime(rename('host', 'address'), '{"the word":"canary"}'), 3);
    assert.equal(await world.read('f.js'), 'CREDENTIALS.door.address + CREDENTIALS.door["the word"]');
    const [door] = (await world.store.catalog()).credentials.credentials;
    assert.deepEqual([door?.fields, door?.sealed, door?.renamedField], [['address'], ['the word'], undefined]);
    assert.ok(!(await world.read('secrets/credentials.json')).includes('canary'));
  });

  it('a space, in its file, bindings and runtimes', async () => {
    const runtime = (await createIdentity('edge')).recipient;
    world = await RenameWorld.create({ 'f.js': 'SECRETS.KEY' });
    const config = (space: string): string =>
      `{ "bindings": [{ "files": ["*.js"], "spaces": ["${space}", "PROD"] }],\n  "runtimes": { "edge": { "key": "${runtime}", "spaces": ["${space}"] } } } // ours\n`;
    await world.world.write('flow-secrets.json', config('DEV'));
    for (const space of ['DEV', 'PROD']) {
      await world.store.addSpace(space);
      await world.store.setSecret(text(space, 'KEY', 'x'));
    }
    assert.equal(await killedEachTime(['space', 'rename', 'DEV', 'TEST']), 3);
    assert.equal(await world.read('flow-secrets.json'), config('TEST'));
    assert.deepEqual(Object.keys(await world.keys()).sort(), ['PROD', 'TEST']);
    assert.equal(await world.version('TEST'), 3);
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StoreReader, type StoreReading } from '../../../node-red/plugin/read-store.ts';
import { createIdentity } from '../../../store/identity/identity.ts';
import { protect } from '../../../store/identity/protected-file.ts';
import { SecretValue } from '../../../store/secret-value.ts';
import { World } from '../../node-red-host/world.ts';

describe('what a runtime reads of a store', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.create();
  });
  afterEach(() => world.dispose());

  /** A runtime whose user has no identity but that of `identityFile`. */
  function reader(identityFile: string | undefined, space?: string): StoreReader {
    const home = world.test.path('home');
    const environment = { ...(identityFile !== undefined && { identityFile }), ...(space !== undefined && { space }) };
    const user = { env: {}, home, platform: 'linux' } as const;
    return new StoreReader({ user, environment, defaultRoot: () => world.test.root });
  }
  const read = (identityFile: string | undefined = world.identityFile): Promise<StoreReading> =>
    reader(identityFile).read(undefined);

  function assertFails({ space, credentials, problems }: StoreReading, message: RegExp, severity = 'warning'): void {
    assert.deepEqual([space, credentials], [undefined, undefined]);
    assert.equal(problems.length, 1, JSON.stringify(problems));
    assert.match(problems[0]?.message ?? '', message);
    assert.equal(problems[0]?.severity, severity);
  }

  it('is its space and all credentials', async () => {
    const { space, credentials, problems } = await read();
    assert.equal(space?.space, 'DEV');
    assert.deepEqual(
      credentials?.credentials.map(([name]) => name),
      ['alert-mails'],
    );
    assert.deepEqual(problems, []);
  });

  it('is nothing without an identity, with a word about the variable', async () => {
    assertFails(await reader(undefined).read(undefined), /no identity.*FLOW_SECRETS_IDENTITY_FILE/);
  });

  it('is nothing with one that is not there: an error', async () => {
    await rm(world.identityFile);
    assertFails(await read(), /FLOW_SECRETS_IDENTITY_FILE: .*runtime\.txt is not there/, 'error');
  });

  it('is nothing with an empty one: an error that names it', async () => {
    await writeFile(world.identityFile, '# edge\n\n');
    assertFails(await read(), /FLOW_SECRETS_IDENTITY_FILE: .*runtime\.txt is empty/, 'error');
  });

  it('is nothing with one that is a pipe, which is not waited for', async () => {
    const pipe = world.test.path('pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    assertFails(await read(pipe), /pipe is no file/, 'error');
  });

  it('is nothing with those of sops where they are pipes, which are not waited for', async () => {
    const home = world.test.path('home');
    const [keys, other] = [path.join(home, '.config', 'sops', 'age', 'keys.txt'), world.test.path('other')];
    await mkdir(path.dirname(keys), { recursive: true });
    await promisify(execFile)('mkfifo', [keys, other]);
    const user = { env: { SOPS_AGE_KEY_FILE: other }, home, platform: 'linux' } as const;
    const options = { user, environment: {}, defaultRoot: () => world.test.root };
    const { problems } = await new StoreReader(options).read(undefined);
    assert.deepEqual(
      problems.map(({ message }) => message),
      [`${other} is no file.`, `${keys} is no file.`],
    );
  });

  it('is nothing with one that a passphrase protects', async () => {
    const text = await protect(world.runtime.secret.reveal(), new SecretValue('passphrase'), 2);
    await writeFile(world.identityFile, text);
    assertFails(await read(), /runtime\.txt is protected by a passphrase.*runtime add/);
  });

  it('is nothing with what is no identity', async () => {
    await writeFile(world.identityFile, 'canary-no-key\n');
    const reading = await read();
    assertFails(reading, /runtime\.txt: line 1 is no age identity/);
    assert.doesNotMatch(JSON.stringify(reading), /canary/);
  });

  it('is no space with an identity that is no recipient, and the credentials without their sealed fields', async () => {
    await writeFile(world.identityFile, (await createIdentity('other')).secret.reveal());
    const { space, credentials, problems } = await read();
    assert.equal(space, undefined);
    assert.equal(credentials?.credentials[0]?.[1]['apiKey'], undefined);
    assert.equal(credentials?.credentials[0]?.[1]['domain'], 'mg.example');
    assert.match(problems[0]?.message ?? '', /does not open any space.*runtime add/);
    assert.match(problems[1]?.message ?? '', /"alert-mails", field apiKey/);
  });

  it('is nothing where the folder is gone: its credentials are not none', async () => {
    await rm(world.test.path('secrets'), { recursive: true });
    assertFails(await read(), /There is no store in .*FLOW_SECRETS_ROOT/);
  });

  it('is nothing of a store that is no files', async () => {
    await world.test.setConfig({ store: { kind: 'openbao' } });
    assertFails(await read(), /flow-secrets\.json: .*openbao/);
  });

  it('is nothing with a torn configuration, which is named', async () => {
    await world.test.write('flow-secrets.json', '{ "store": ');
    assertFails(await read(), /flow-secrets\.json/);
  });

  it('is nothing of a configuration that is a pipe', async () => {
    await rm(world.test.path('flow-secrets.json'));
    await promisify(execFile)('mkfifo', [world.test.path('flow-secrets.json')]);
    assertFails(await read(), /flow-secrets\.json.*no file/);
  });

  it('is no space from a pipe, and none in part from a torn or tampered file', async () => {
    const file = 'secrets/dev.space.json';
    const good = await world.test.read(file);
    for (const bad of [good.slice(0, -40), good.replace('"version": 3', '"version": 9'), '', '[]', '{}']) {
      assert.notEqual(bad, good);
      await world.test.write(file, bad);
      const { space, credentials, problems } = await read();
      assert.equal(space, undefined);
      assert.ok(credentials);
      assert.match(problems[0]?.message ?? '', /dev\.space\.json/);
    }
    await rm(world.test.path(file));
    await promisify(execFile)('mkfifo', [world.test.path(file)]);
    assert.match((await read()).problems[0]?.message ?? '', /dev\.space\.json: It is not a file/);
  });

  it('is the space that is named, of several', async () => {
    const runtimes = { edge: { key: world.runtime.recipient, spaces: ['DEV', 'PROD'] } };
    await world.test.setConfig({ runtimes });
    await world.test.store.addSpace('PROD');
    const { space, credentials, problems } = await read();
    assert.equal(space, undefined);
    assert.ok(credentials);
    assert.match(problems[0]?.message ?? '', /FLOW_SECRETS_SPACE/);
    const named = await reader(world.identityFile, 'PROD').read(undefined);
    assert.equal(named.space?.space, 'PROD');
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createIdentity } from '../../../store/identity/identity.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { ALLOW, TestStore, text } from '../../support/store.ts';

describe('spaces of a files store', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
  });
  afterEach(() => test.dispose());

  async function names(): Promise<readonly string[]> {
    return (await test.store.catalog()).spaces.map(({ space }) => space);
  }

  it('waits for no pipe in place of .sops.yaml', async () => {
    execFileSync('mkfifo', [path.join(test.root, '.sops.yaml')]);
    await rejectsWith(test.store.addSpace('DEV'), 'broken');
    assert.deepEqual(await names(), []);
  });

  it('creates configuration and folder, and again without harm', async () => {
    await test.store.create();
    const config = await test.read('flow-secrets.json');
    assert.deepEqual(JSON.parse(config), { store: { kind: 'files', folder: 'secrets' } });
    await test.write('flow-secrets.json', '{ "bindings": [] } // mine');
    await test.store.create();
    assert.equal(await test.read('flow-secrets.json'), '{ "bindings": [] } // mine');
  });

  it('tells what the user is to all spaces from one look at their identities', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `S${index}`);
    for (const space of names) await test.store.addSpace(space);
    const other = await createIdentity('other');
    await test.store.addOwner('S7', other.recipient);
    await test.store.removeOwner('S7', test.me.recipient);
    await test.write('secrets/torn.space.json', '{');
    let looks = 0;
    const store = test.open(() => {
      looks++;
      return [test.me];
    });
    const roles = await store.roles();
    assert.equal(looks, 1);
    assert.deepEqual(
      [...roles].filter(([, { role }]) => role === 'names').map(([space]) => space),
      ['S7'],
    );
    for (const space of ['S0', 'S7']) assert.deepEqual(roles.get(space), await store.role(space));
    assert.deepEqual([...roles.keys()].sort(), [...names].sort());
    assert.equal((await store.role('none')).code, 'absent');
  });

  it('a new space has version 1 and is read by its maker, whatever its name', async () => {
    for (const space of ['Acme - Ingest - DEV', '__proto__', '😀', '开发', 'con', 'a/b', 'ACME - ingest - dev']) {
      assert.deepEqual(await test.store.addSpace(space), { changed: true, version: 1 });
      assert.equal((await test.store.role(space)).role, 'owner');
    }
    assert.equal((await names()).length, 7);
    const files = await readdir(test.path('secrets'));
    assert.ok(files.includes('acme-ingest-dev.space.json'));
    assert.ok(files.some((file) => /^acme-ingest-dev-[0-9a-f]{6}\.space\.json$/.test(file)));
    assert.ok(files.some((file) => /^con-[0-9a-f]{6}\.space\.json$/.test(file)));
    assert.deepEqual(
      files.filter((file) => !file.endsWith('.space.json')),
      [],
      'no lock or temporary file stays',
    );
    assert.equal(test.asked.length, 0, 'nobody else can read it');
  });

  it('refuses a taken or bad name', async () => {
    await test.store.addSpace('DEV');
    await rejectsWith(test.store.addSpace('DEV'), 'exists');
    for (const name of ['', ' DEV', 'DEV ', 'a\nb', 'ENC[x', 'x'.repeat(201), '\ud800']) {
      await rejectsWith(test.store.addSpace(name), 'bad-name');
    }
    await test.store.addSpace('x'.repeat(200));
  });

  it('is refused while the file that may be it can not be read', async () => {
    await test.store.addSpace('DEV');
    const whole = await test.read('secrets/dev.space.json');
    await test.write('secrets/dev.space.json', whole.slice(0, 100));
    const refused = await rejectsWith(test.store.addSpace('DEV'), 'broken');
    assert.match(refused.message, /dev\.space\.json/);
    await test.store.addSpace('PROD');
    await rejectsWith(test.store.renameSpace('PROD', 'Dev'), 'broken');
    await test.write('secrets/dev.space.json', whole);
    assert.deepEqual(await names(), ['DEV', 'PROD']);
  });

  it('needs an identity that is no runtime’s', async () => {
    test.identities = [];
    await rejectsWith(test.store.addSpace('DEV'), 'no-identity');
    await test.setConfig({ runtimes: { edge: { key: test.me.recipient } } });
    test.identities = [test.me];
    await rejectsWith(test.store.addSpace('DEV'), 'no-identity');
  });

  it('seals a new space to the runtimes that list it and to the creation rule, once confirmed', async () => {
    const [runtime, colleague, stranger] = await Promise.all(['r', 'c', 's'].map(createIdentity));
    await test.setConfig({
      owners: { Ana: colleague!.recipient },
      runtimes: {
        edge: { key: runtime!.recipient, spaces: ['DEV'] },
        other: { key: stranger!.recipient, spaces: ['PROD'] },
      },
    });
    await test.write(
      '.sops.yaml',
      `creation_rules:\n  - path_regex: ^flows/\n    age: ${stranger!.recipient}\n  - path_regex: ^secrets/.*\\.space\\.json$\n    age: >-\n      ${colleague!.recipient}\n`,
    );
    test.answer = false;
    const refused = await rejectsWith(test.store.addSpace('DEV'), 'unconfirmed');
    assert.ok(refused.message.includes(colleague!.recipient) && refused.message.includes(runtime!.recipient));
    assert.deepEqual(await names(), []);

    test.answer = true;
    await test.store.addSpace('DEV');
    assert.deepEqual(
      test.asked.slice(2).map(({ name, origin }) => [name, path.basename(origin)]),
      [
        ['Ana', '.sops.yaml'],
        ['edge', 'flow-secrets.json'],
      ],
    );
    assert.deepEqual(
      (await test.store.ownersOf('DEV')).map(({ key, name }) => [key, name]),
      [
        [test.me.recipient, undefined],
        [colleague!.recipient, 'Ana'],
      ],
    );
    for (const [identity, role] of [
      [colleague!, 'owner'],
      [runtime!, 'names'],
      [stranger!, 'names'],
    ] as const) {
      assert.equal((await test.open(() => [identity]).role('DEV')).role, role);
    }
    await test.store.setSecret(text('DEV', 'A', 'x'));
    assert.equal(test.asked.length, 4, 'confirmed once');
  });

  it('a stranger sees names and is told whom to ask', async () => {
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', 'canary-value'));
    const stranger = await createIdentity('stranger');
    const store = test.open(() => [stranger]);
    const { role, reason, owners } = await store.role('DEV');
    assert.equal(role, 'names');
    assert.ok(reason?.includes(stranger.recipient));
    assert.deepEqual(
      owners.map(({ key }) => key),
      [test.me.recipient],
    );
    assert.equal((await store.catalog()).spaces[0]!.secrets[0]!.key, 'A');
    await rejectsWith(store.readSecret('DEV', 'A'), 'not-owner');
    await rejectsWith(store.setSecret(text('DEV', 'B', 'x')), 'not-owner');
  });

  it('renames a space in its file, in bindings and runtimes; the file keeps its name', async () => {
    const runtime = (await createIdentity('r')).recipient;
    await test.setConfig({
      bindings: [{ files: ['**'], spaces: ['DEV', 'PROD'] }],
      runtimes: { e: { key: runtime, spaces: ['DEV'] } },
    });
    test.answer = true;
    await test.store.addSpace('DEV');
    await test.store.addSpace('PROD');
    await rejectsWith(test.store.renameSpace('DEV', 'PROD'), 'exists');
    assert.deepEqual(await test.store.renameSpace('DEV', 'TEST'), { changed: true, version: 2 });
    assert.deepEqual(await names(), ['TEST', 'PROD']);
    const config = await test.config();
    assert.deepEqual(config.bindings?.[0]?.spaces, ['TEST', 'PROD']);
    assert.deepEqual(config.runtimes[0]?.spaces, ['TEST']);
    assert.match(await test.read('secrets/dev.space.json'), /"space": "TEST"/);
  });

  it('renames all or nothing: a configuration that can not be edited keeps the old name', async () => {
    await test.store.addSpace('DEV');
    const before = await test.read('secrets/dev.space.json');
    const torn = '{ "bindings": [{ "files": ["**"], "spaces": [DEV] }] }';
    await test.write('flow-secrets.json', torn);
    const store = test.open();
    Object.assign(test, { config: () => Promise.resolve({ owners: [], runtimes: [] }) });
    await rejectsWith(store.renameSpace('DEV', 'TEST'), 'broken');
    assert.equal(await test.read('secrets/dev.space.json'), before);
    assert.equal(await test.read('flow-secrets.json'), torn);
  });

  it('removes a space only when the guard lets it', async () => {
    await test.store.addSpace('DEV');
    await assert.rejects(
      test.store.removeSpace('DEV', () => Promise.reject(new Error('in use'))),
      /in use/,
    );
    assert.deepEqual(await names(), ['DEV']);
    await test.store.removeSpace('DEV', ALLOW);
    assert.deepEqual(await readdir(test.path('secrets')), []);
    await rejectsWith(test.store.removeSpace('DEV', ALLOW), 'absent');
  });

  it('does not remove what changed while the guard looked', async () => {
    await test.store.addSpace('DEV');
    const file = 'secrets/dev.space.json';
    const changed = `${await test.read(file)} `;
    await rejectsWith(
      test.store.removeSpace('DEV', () => test.write(file, changed)),
      'conflict',
    );
    assert.equal(await test.read(file), changed);
  });

  it('writes through a link inside the root and keeps the file’s mode', async () => {
    await test.store.addSpace('DEV');
    await mkdir(test.path('elsewhere'));
    await rename(test.path('secrets/dev.space.json'), test.path('elsewhere/real.json'));
    await chmod(test.path('elsewhere/real.json'), 0o640);
    await symlink('../elsewhere/real.json', test.path('secrets/dev.space.json'));
    await test.store.setSecret(text('DEV', 'A', 'x'));
    assert.equal(await readlink(test.path('secrets/dev.space.json')), '../elsewhere/real.json');
    assert.equal((await stat(test.path('elsewhere/real.json'))).mode & 0o777, 0o640);
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'x');
    await test.store.removeSpace('DEV', ALLOW);
    assert.deepEqual(await readdir(test.path('elsewhere')), []);
  });

  it('refuses a folder or a file that leads outside', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'flow-secrets-outside-'));
    try {
      await symlink(outside, test.path('secrets'));
      await rejectsWith(test.store.addSpace('DEV'), 'outside');
      assert.deepEqual(await readdir(outside), []);
      await rm(test.path('secrets'));
      await test.store.addSpace('DEV');
      await rename(test.path('secrets/dev.space.json'), path.join(outside, 'x.json'));
      await symlink(path.join(outside, 'x.json'), test.path('secrets/dev.space.json'));
      const catalog = await test.store.catalog();
      assert.match(catalog.broken[0]!.problem, /outside/);
      await rejectsWith(test.store.setSecret(text('DEV', 'A', 'x')), 'broken');
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('tells when this editor read a space', async () => {
    assert.equal(test.store.issuedAt('DEV'), undefined);
    await test.store.addSpace('DEV');
    test.time = Date.parse('2026-11-02T10:00:00Z');
    await test.store.catalog();
    assert.equal(test.store.issuedAt('DEV'), '2026-11-02T10:00:00Z');
  });
});

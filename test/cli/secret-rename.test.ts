import assert from 'node:assert/strict';
import { createIdentity } from '../../store/identity/identity.ts';
import { json, text } from '../support/store.ts';
import { flow, read } from '../workspace/fixture.ts';
import { RenameWorld } from './rename-world.ts';

describe('flow-secrets secret rename', () => {
  let world: RenameWorld;
  afterEach(() => world.dispose());

  async function withSpaces(
    files: Readonly<Record<string, string | Uint8Array>>,
    bindings: readonly (readonly [glob: string, ...spaces: string[]])[] | undefined,
    ...spaces: string[]
  ): Promise<void> {
    world = await RenameWorld.create(files, bindings);
    for (const space of spaces) {
      await world.store.addSpace(space);
      await world.store.setSecret(text(space, 'OLD', `value-of-${space}`, 'a note'));
    }
  }

  it('renames in the closure, in every file, and keeps values, notes and the rest of the bytes', async () => {
    const flows = '\uFEFF' + flow(read('OLD'), read('OTHER')).replaceAll('{"id"', '\r\n  {"id"');
    await withSpaces(
      {
        'a/1.json': flows,
        'b/2.mustache': 'x {{SECRETS.OLD}} y\r\n',
        'c/3.js': 'SECRETS.OLD',
        'page.hbs': '{{SECRETS.OLD}}',
      },
      [
        ['a/*', 'DEV', 'PROD'],
        ['b/*', 'PROD', 'TEST'],
        ['c/*', 'ELSEWHERE'],
        ['page.hbs', 'TEST'],
      ],
      'DEV',
      'PROD',
      'TEST',
      'ELSEWHERE',
    );
    const { code, out, err } = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW');
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /Renamed OLD to NEW in DEV \(version 3\)/);
    assert.deepEqual(await world.keys(), { DEV: ['NEW'], ELSEWHERE: ['OLD'], PROD: ['NEW'], TEST: ['NEW'] });
    assert.equal(await world.read('a/1.json'), flows.replace('SECRETS.OLD', 'SECRETS.NEW'));
    assert.equal(await world.read('b/2.mustache'), 'x {{SECRETS.NEW}} y\r\n');
    assert.equal(await world.read('page.hbs'), '{{SECRETS.NEW}}');
    assert.equal(await world.read('c/3.js'), 'SECRETS.OLD');
    assert.equal((await world.store.readSecret('PROD', 'NEW')).value.reveal(), 'value-of-PROD');
    const [entry] = (await world.store.catalog()).spaces[0]!.secrets;
    assert.equal(entry!.note, 'a note');
    assert.equal(entry!.renamedFrom, undefined);
    assert.ok(!(out + err).includes('value-of'));
  });

  it('adds one version, whatever it changes, and is found again by its JSON', async () => {
    await withSpaces({ 'f.js': 'SECRETS.OLD + SECRETS.OLD' }, undefined, 'DEV');
    const { out } = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW', '--json');
    assert.deepEqual(JSON.parse(out), {
      kind: 'secret',
      key: 'OLD',
      path: [],
      to: 'NEW',
      spaces: ['DEV'],
      changed: [{ space: 'DEV', version: 3 }],
      files: [{ file: 'f.js', edits: 2 }],
      maybe: [],
    });
    assert.equal(await world.version('DEV'), 3);
  });

  it('renames a name inside a JSON secret, at any depth', async () => {
    world = await RenameWorld.create({ 'f.js': 'SECRETS.DB.auth.user; SECRETS.DB?.["auth"]["user"]; SECRETS.DB.user' });
    await world.store.addSpace('DEV');
    await world.store.setSecret(json('DEV', 'DB', '{"user":1,"auth":{"user":1.50,"password":"x"}}'));
    const { code, err } = await world.run('secret', 'rename', 'DEV', 'DB.auth.user', 'log-in');
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.equal(
      await world.read('f.js'),
      `SECRETS.DB.auth["log-in"]; SECRETS.DB?.["auth"]["log-in"]; SECRETS.DB.user`,
    );
    const value = (await world.store.readSecret('DEV', 'DB')).value.reveal();
    assert.equal(value, '{"user":1,"auth":{"log-in":1.50,"password":"x"}}');
    assert.equal(await world.version('DEV'), 3);
    assert.ok(!(await world.read('secrets/dev.space.json')).includes('renamed_path'));
  });

  it('refuses a taken, reserved or malformed name, and what is not there', async () => {
    await withSpaces({ 'f.js': 'SECRETS.OLD' }, undefined, 'DEV');
    await world.store.setSecret(text('DEV', 'TAKEN', 'x'));
    const before = await world.read('secrets/dev.space.json');
    const refused: readonly (readonly [args: readonly string[], code: number, words: RegExp])[] = [
      [['DEV', 'OLD', 'TAKEN'], 1, /has a secret "TAKEN" already/],
      [['DEV', 'OLD', 'secrets'], 2, /reserved/],
      [['DEV', 'OLD', 'A-B'], 2, /letters, digits/],
      [['DEV', 'NONE', 'NEW'], 1, /has no secret "NONE"/],
      [['NOWHERE', 'OLD', 'NEW'], 1, /^flow-secrets: No file declares the space "NOWHERE"\.$/],
      [['dev', 'OLD', 'NEW'], 1, /^flow-secrets: No file declares the space "dev"\. Did you mean "DEV"\?$/],
      [['DEV', 'OLD', 'OLD'], 2, /old one/],
      [['DEV', 'OLD'], 2, /needs a space/],
    ];
    for (const [args, code, words] of refused) {
      const ran = await world.run('secret', 'rename', ...args);
      assert.equal(ran.code, code, args.join(' '));
      assert.match(ran.err, words);
      assert.equal(ran.out, '');
    }
    assert.equal(await world.read('secrets/dev.space.json'), before);
    assert.equal(await world.read('f.js'), 'SECRETS.OLD');
  });

  it('needs an Owner of every space of the closure, and names the one that is missing', async () => {
    await withSpaces({ 'f.js': 'SECRETS.OLD' }, [['f.js', 'DEV', 'PROD']], 'DEV');
    const other = world.storeOf(await createIdentity('other'));
    await other.addSpace('PROD');
    await other.setSecret(text('PROD', 'OLD', 'x'));
    const before = [await world.read('secrets/dev.space.json'), await world.read('secrets/prod.space.json')];
    const { code, err } = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW');
    assert.equal(code, 1);
    assert.match(err, /not an Owner of the space "PROD"/);
    assert.deepEqual([await world.read('secrets/dev.space.json'), await world.read('secrets/prod.space.json')], before);
    assert.equal(await world.read('f.js'), 'SECRETS.OLD');
  });

  it('asks before it leaves a computed name, and without a terminal refuses', async () => {
    await withSpaces({ 'f.js': 'SECRETS.OLD; SECRETS[name]' }, undefined, 'DEV');
    const refused = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /may use it: f\.js:1:\d+ SECRETS\[…\]/);
    assert.deepEqual(await world.keys(), { DEV: ['OLD'] });
    assert.equal((await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW', '--accept-dynamic')).code, 0);
    assert.equal(await world.read('f.js'), 'SECRETS.NEW; SECRETS[name]');
  });

  it('changes nothing with --dry-run, and needs no identity for it', async () => {
    await withSpaces({ 'f.js': 'SECRETS.OLD' }, [['f.js', 'DEV', 'PROD']], 'DEV');
    const before = await world.read('secrets/dev.space.json');
    await world.store.addSpace('PROD');
    const { code, out } = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW', '--dry-run');
    assert.equal(code, 0);
    assert.match(out, /space DEV\nspace PROD lacks it.*\nf\.js:1:9 SECRETS\.OLD\nOLD would become NEW\./);
    assert.equal(await world.read('secrets/dev.space.json'), before);
    assert.equal(await world.read('f.js'), 'SECRETS.OLD');
  });

  it('refuses files that can not be read or written as they are', async () => {
    await withSpaces({ 'torn.json': '[{"id":"a","type":"function","func":"SECRETS.OLD' }, undefined, 'DEV');
    const torn = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW');
    assert.equal(torn.code, 1);
    assert.match(torn.err, /torn\.json: /);
    await world.world.write('torn.json', '[]');
    await world.world.write('latin.js', Buffer.from('SECRETS.OLD + "\xe9"', 'latin1'));
    const latin = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW');
    assert.match(latin.err, /latin\.js: It is no valid UTF-8/);
    assert.deepEqual(await world.keys(), { DEV: ['OLD'] });
  });

  it('goes on where an earlier try stopped, and refuses when the two values differ by then', async () => {
    await withSpaces({ 'f.js': 'SECRETS.OLD' }, [['f.js', 'DEV', 'PROD']], 'DEV', 'PROD');
    await world.store.copySecret({ space: 'DEV', key: 'OLD', path: [], to: 'NEW' });
    await world.store.setSecret(text('DEV', 'OLD', 'rotated'));
    const refused = await world.run('secret', 'rename', 'DEV', 'OLD', 'NEW');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /different values/);
    assert.deepEqual((await world.keys())['PROD'], ['OLD']);
    await world.store.setSecret(text('DEV', 'NEW', 'rotated'));
    assert.equal((await world.run('secret', 'rename', 'PROD', 'OLD', 'NEW')).code, 0);
    assert.deepEqual(await world.keys(), { DEV: ['NEW'], PROD: ['NEW'] });
    assert.equal((await world.store.readSecret('DEV', 'NEW')).value.reveal(), 'rotated');
  });
});

import assert from 'node:assert/strict';
import { rm, symlink, utimes } from 'node:fs/promises';
import { type Workspace } from '../../workspace/workspace.ts';
import { catalogOf } from '../language/rules/fixture.ts';
import { bind, flow, openText, read, World } from './fixture.ts';

const findings = (workspace: Workspace, path: string): string[] =>
  workspace.findings(path).map(({ rule, range }) => `${rule} ${range.start.line}:${range.start.character}`);
const rules = (workspace: Workspace, path: string): string[] => workspace.findings(path).map(({ rule }) => rule);

describe('Workspace', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('judges closed and open files alike, with lines', async () => {
    world = await World.create({ 'a.js': `// first\nSECRETS.TYPO; SECRETS.DB.hots;\n` });
    world.catalogs.set('', { spaces: { DEV: { DB: { host: true } } } });
    const workspace = await world.open();
    const path = world.path('a.js');
    const closed = findings(workspace, path);
    assert.deepEqual(closed, ['unknown-secret 1:8', 'unknown-path 1:25']);
    openText(workspace, path, `// first\nSECRETS.TYPO; SECRETS.DB.hots;\n`);
    assert.deepEqual(findings(workspace, path), closed);
  });

  it('judges what has no name in it alike too: computed names, nodes', async () => {
    const manager = (id: string): object => ({ id, type: 'secret-manager', z: 't' });
    const files = {
      'a.js': 'f(SECRETS[name]); console.log(SECRETS);\n',
      'b.json': JSON.stringify([manager('1'), manager('2')], null, 1),
    };
    world = await World.create(files);
    const workspace = await world.open();
    const expected = [['dynamic-access 0:2', 'secret-leaves 0:30'], ['more-than-one-secret-manager 8:11']];
    const found = () => Object.keys(files).map((name) => findings(workspace, world.path(name)));
    assert.deepEqual(found(), expected);
    for (const [name, text] of Object.entries(files)) openText(workspace, world.path(name), text);
    assert.deepEqual(found(), expected);
  });

  it('lets the open text stand before the disk', async () => {
    world = await World.create({ 'a.json': flow(read('OLD')) });
    const workspace = await world.open();
    const path = world.path('a.json');
    const keys = (): (string | undefined)[] =>
      workspace.files().flatMap(({ references }) => references.map(({ reference }) => reference.key?.name));
    const document = openText(workspace, path, flow(read('NEW')));
    assert.deepEqual(keys(), ['NEW']);
    document.update([{ text: flow(read('NEWER')) }]);
    workspace.changed(path);
    assert.deepEqual(keys(), ['NEWER']);
    workspace.close(path);
    assert.deepEqual(keys(), ['OLD']);
  });

  it('binds files by the nearest configuration', async () => {
    world = await World.create({
      'flow-secrets.json': bind(['flows/**', 'DEV']),
      'flows/a.json': flow(read('TYPO')),
      'other.json': flow(read('TYPO')),
      'plant/flow-secrets.json': '{}',
      'plant/flows/b.json': flow(read('PLANT')),
    });
    world.catalogs.set('', { spaces: { DEV: { KEY: true } } });
    world.catalogs.set('plant', { spaces: { P: { PLANT: true } } });
    const workspace = await world.open();
    assert.deepEqual(workspace.scopeOf(world.path('flows/a.json')), { kind: 'bound', spaces: ['DEV'] });
    assert.deepEqual(rules(workspace, world.path('flows/a.json')), ['unknown-secret']);
    assert.deepEqual(rules(workspace, world.path('other.json')), ['no-binding']);
    assert.deepEqual(rules(workspace, world.path('plant/flows/b.json')), []);
    assert.equal(workspace.projectOf(world.path('plant/flows/b.json'))?.root, world.path('plant'));
  });

  it('looks at what the contracts list, a binding names or a setting adds, and at nothing in the store', async () => {
    const text = '{{SECRETS.X}}';
    world = await World.create({
      'flow-secrets.json': bind(['pages/*.html', 'DEV'], ['code/*.ts', 'DEV']),
      'a.hbs': text,
      'pages/p.html': text,
      'code/c.ts': 'SECRETS.X',
      'more/m.txt': text,
      'other.html': text,
      'package.json': '{"name":"SECRETS.X"}',
      'secrets/dev.space.json': flow(read('X')),
      'node_modules/x/a.hbs': text,
    });
    const workspace = await world.open(['more/*.txt', '*a*a*a*a*a*.html']);
    const names = workspace.files().map(({ path, kind }) => `${path.slice(world.root.length + 1)} ${kind}`);
    assert.deepEqual(names, ['a.hbs template', 'code/c.ts script', 'more/m.txt template', 'pages/p.html template']);
  });

  it('judges nothing while the configuration is broken, and says why', async () => {
    world = await World.create({ 'flow-secrets.json': '{', 'a.js': 'SECRETS.TYPO' });
    world.catalogs.set('', { spaces: { DEV: {} } });
    const workspace = await world.open();
    assert.match(workspace.projects()[0]?.problem ?? '', /flow-secrets\.json/);
    assert.deepEqual(rules(workspace, world.path('a.js')), []);
    await world.write('flow-secrets.json', '{}');
    await workspace.filesChanged([world.path('flow-secrets.json')]);
    assert.deepEqual(rules(workspace, world.path('a.js')), ['unknown-secret']);
  });

  it('refuses a store folder that leads outside', async () => {
    const outside = await World.create();
    world = await World.create({ 'a.js': '' });
    await symlink(outside.root, world.path('secrets'));
    await world.write('flow-secrets.json', '{}');
    const workspace = await world.open();
    assert.match(workspace.projects()[0]?.problem ?? '', /inside/);
    await outside.dispose();
  });

  describe('follows the disk', () => {
    it('files that appear, change and vanish', async () => {
      world = await World.create();
      world.catalogs.set('', { spaces: { DEV: {} } });
      const workspace = await world.open();
      const told: string[] = [];
      workspace.onDidChange(({ files }) => told.push(...files));
      const path = await world.write('flows/a.json', flow(read('TYPO')));
      await workspace.filesChanged([path]);
      assert.deepEqual(rules(workspace, path), ['unknown-secret']);
      await world.write('flows/a.json', flow('return 1;'));
      await workspace.filesChanged([path]);
      assert.deepEqual(rules(workspace, path), []);
      assert.deepEqual(told, [path, path]);
      await rm(world.path('flows'), { recursive: true });
      await workspace.filesChanged([world.path('flows')]);
      assert.deepEqual(workspace.files(), []);
    });

    it('a folder that appears whole', async () => {
      world = await World.create();
      const workspace = await world.open();
      await world.write('flows/deep/a.json', flow(read('X')));
      await workspace.filesChanged([world.path('flows')]);
      assert.deepEqual(
        workspace.files().map(({ path }) => path),
        [world.path('flows/deep/a.json')],
      );
    });

    it('the store', async () => {
      world = await World.create({ 'a.js': 'SECRETS.KEY', 'secrets/x.space.json': '{}' });
      world.catalogs.set('', { spaces: { DEV: {} } });
      const workspace = await world.open();
      const path = world.path('a.js');
      assert.deepEqual(rules(workspace, path), ['unknown-secret']);
      world.catalogs.set('', { spaces: { DEV: { KEY: true } } });
      let catalog = false;
      workspace.onDidChange((change) => (catalog ||= change.catalog));
      await workspace.filesChanged([world.path('secrets/x.space.json')]);
      assert.deepEqual(rules(workspace, path), []);
      assert.ok(catalog);
    });

    it('a look at everything that finds nothing new tells nobody', async () => {
      world = await World.create({ 'a.js': 'SECRETS.KEY' });
      const past = new Date(Date.now() - 60_000);
      await utimes(world.path('a.js'), past, past);
      const workspace = await world.open();
      await Promise.resolve();
      const told: unknown[] = [];
      workspace.onDidChange((change) => told.push(...change.files, change.catalog));
      await workspace.freshUsages({ kind: 'name', root: world.root, name: 'KEY' });
      await Promise.resolve();
      assert.ok(!told.includes(true));
    });

    it('takes the names of a store that others read, and forgets those of the disk', async () => {
      world = await World.create({ 'a.js': 'SECRETS.KEY' });
      world.catalogs.set('', { spaces: { DEV: {} } });
      const workspace = await world.open();
      assert.deepEqual(rules(workspace, world.path('a.js')), ['unknown-secret']);
      await world.write('flow-secrets.json', '{"store": {"kind": "openbao"}}');
      await workspace.filesChanged([world.path('flow-secrets.json')]);
      assert.deepEqual(rules(workspace, world.path('a.js')), []);
      workspace.setCatalog(world.root, catalogOf({ spaces: { LAB: {} } }));
      assert.match(workspace.findings(world.path('a.js'))[0]?.message ?? '', /LAB/);
      await workspace.filesChanged([world.path('flow-secrets.json')]);
      assert.deepEqual(rules(workspace, world.path('a.js')), ['unknown-secret']);
    });

    it('tells once of changes that come together, and no more after unsubscribing', async () => {
      world = await World.create({ 'a.js': '' });
      const workspace = await world.open();
      await Promise.resolve();
      let calls = 0;
      const stop = workspace.onDidChange(() => calls++);
      for (const path of ['a.js', 'b.js']) openText(workspace, world.path(path), 'SECRETS.X');
      await Promise.resolve();
      assert.equal(calls, 1);
      stop();
      workspace.close(world.path('b.js'));
      await Promise.resolve();
      assert.equal(calls, 1);
    });
  });

  describe('counts', () => {
    it('tells uses, what is missing, and what a project without a store uses', async () => {
      world = await World.create({
        'flow-secrets.json': bind(['dev/**', 'DEV'], ['both/**', 'DEV', 'PROD']),
        'dev/a.json': flow(read('KEY'), read('NEW')),
        'both/b.json': flow(read('KEY'), read('ONLY_DEV')),
        'loose.js': 'SECRETS.KEY; CREDENTIALS.mails.x; CREDENTIALS.gone.x',
        'both/c.js': 'f(SECRETS[name], CREDENTIALS[name])',
      });
      const mails = { name: 'mails', type: 'custom', fields: [], sealed: [] };
      world.catalogs.set('', {
        spaces: { DEV: { KEY: true, ONLY_DEV: true, IDLE: true }, PROD: { KEY: true }, LAB: { KEY: true } },
        credentials: [mails],
      });
      const workspace = await world.open();
      const counts = workspace.counts(world.root);
      assert.deepEqual(counts.spaces, [
        {
          space: 'DEV',
          uses: [
            ['KEY', 3],
            ['ONLY_DEV', 1],
            ['IDLE', 0],
          ],
          dynamic: true,
          missing: [['NEW', 1]],
          unseen: false,
        },
        { space: 'PROD', uses: [['KEY', 2]], dynamic: true, missing: [['ONLY_DEV', 1]], unseen: false },
        { space: 'LAB', uses: [['KEY', 1]], dynamic: false, missing: [], unseen: false },
      ]);
      assert.deepEqual(counts.credentials, [['mails', 1]]);
      assert.ok(counts.dynamicCredentials);
      assert.deepEqual(counts.missingCredentials, [['gone', 1]]);
      assert.deepEqual(
        new Map(counts.used),
        new Map([
          ['KEY', 3],
          ['NEW', 1],
          ['ONLY_DEV', 1],
        ]),
      );
      assert.ok(counts.complete);
    });
  });

  describe('sameReferences', () => {
    it('are those of files that share a bound space', async () => {
      world = await World.create({
        'flow-secrets.json': bind(['dev/**', 'DEV'], ['prod/**', 'PROD'], ['both/**', 'DEV', 'PROD']),
        'dev/a.js': 'SECRETS.KEY.a.b',
        'both/b.js': 'SECRETS.KEY.a.c',
        'prod/c.js': 'SECRETS.KEY',
        'loose.js': 'SECRETS.KEY',
      });
      const workspace = await world.open();
      const from = (file: string, depth: number): string[] => {
        const path = world.path(file);
        const { reference } = workspace.files().find((f) => f.path === path)!.references[0]!;
        const name = depth === 0 ? reference.key : reference.path[depth - 1];
        return workspace.sameReferences(path, reference, name!).map((r) => r.path.slice(world.root.length + 1));
      };
      assert.deepEqual(from('dev/a.js', 0), ['both/b.js', 'dev/a.js']);
      assert.deepEqual(from('both/b.js', 0), ['both/b.js', 'dev/a.js', 'prod/c.js']);
      assert.deepEqual(from('both/b.js', 1), ['both/b.js', 'dev/a.js']);
      assert.deepEqual(from('both/b.js', 2), ['both/b.js']);
      assert.deepEqual(from('loose.js', 0), ['loose.js']);
    });
  });
});

import assert from 'node:assert/strict';
import { rm, stat, utimes } from 'node:fs/promises';
import { type Target, type Usages } from '../../workspace/api.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { bind, flow, openText, read, World } from './fixture.ts';

describe('the delete guard', () => {
  let world: World;
  afterEach(() => world.dispose());

  const secret = (key: string, space = 'DEV'): Target => ({ kind: 'secret', root: world.root, space, key });
  const places = (list: Usages['references']): string[] =>
    list.map(({ path, range }) => `${path.slice(world.root.length + 1)}:${range.start.line + 1}`);

  it('counts files bound to the space and files that no binding matches, and says where', async () => {
    world = await World.create({
      'flow-secrets.json': bind(['dev/**', 'DEV'], ['prod/**', 'PROD']),
      'dev/a.json': flow(read('KEY')),
      'prod/b.json': flow(read('KEY')),
      'loose.hbs': '\n{{SECRETS.KEY}}',
      'dev/dynamic.js': 'SECRETS[name]; use(SECRETS)',
      'prod/dynamic.js': 'SECRETS[name]',
    });
    const workspace = await world.open();
    const usages = workspace.usages(secret('KEY'));
    assert.deepEqual(places(usages.references), ['dev/a.json:1', 'loose.hbs:2']);
    const [first] = usages.references;
    assert.deepEqual([first?.tab, first?.node, first?.property], ['Ingest', 'Call 0', 'func']);
    assert.deepEqual(places(usages.maybe), ['dev/dynamic.js:1', 'dev/dynamic.js:1']);
    assert.deepEqual(usages.unreadable, []);
    assert.ok(usages.complete);
    assert.deepEqual(workspace.usages(secret('OTHER')).references, []);
  });

  it('counts every file without bindings, and all keys of a space', async () => {
    world = await World.create({ 'a.js': 'SECRETS.A', 'b.js': 'SECRETS.B; SECRETS.C' });
    const workspace = await world.open();
    const target: Target = { kind: 'space', root: world.root, space: 'DEV', keys: ['A', 'C', '__proto__'] };
    assert.deepEqual(places(workspace.usages(target).references), ['a.js:1', 'b.js:1']);
  });

  it('counts a name once that several fields are read from', async () => {
    world = await World.create({ 'a.js': 'const m = CREDENTIALS["mails"];\nsend(m.apiKey, m.domain);\nm.sender' });
    const workspace = await world.open();
    const usages = workspace.usages({ kind: 'credential', root: world.root, name: 'mails' });
    assert.deepEqual(places(usages.references), ['a.js:1']);
    const [file] = workspace.files();
    const [reference] = file?.references ?? [];
    assert.ok(file && reference?.reference.key);
    const same = workspace.sameReferences(file.path, reference.reference, reference.reference.key);
    assert.deepEqual(places(same), ['a.js:1']);
  });

  it('tells credentials from secrets', async () => {
    world = await World.create({
      'a.js': 'SECRETS.mails; CREDENTIALS.mails.x',
      'r.yaml': 'function_type: http\nscript: ""\ncredential: mails\n',
    });
    const workspace = await world.open();
    const credential = workspace.usages({ kind: 'credential', root: world.root, name: 'mails' });
    assert.deepEqual(places(credential.references), ['a.js:1', 'r.yaml:3']);
    assert.equal(workspace.usages({ kind: 'name', root: world.root, name: 'mails' }).references.length, 3);
  });

  it('asks only the project of the secret', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY', 'plant/flow-secrets.json': '{}', 'plant/b.js': 'SECRETS.KEY' });
    const workspace = await world.open();
    assert.deepEqual(places(workspace.usages(secret('KEY')).references), ['a.js:1']);
    const plant = { ...secret('KEY'), root: world.path('plant') };
    assert.deepEqual(places(workspace.usages(plant).references), ['plant/b.js:1']);
  });

  it('counts unsaved editors, of files that are not on disk too', async () => {
    world = await World.create({ 'a.json': flow(read('KEY')) });
    const workspace = await world.open();
    openText(workspace, world.path('a.json'), flow('return 1;'));
    openText(workspace, world.path('new.json'), flow(read('KEY')));
    assert.deepEqual(places((await workspace.freshUsages(secret('KEY'))).references), ['new.json:1']);
  });

  it('sees what changed on disk without being told', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY', 'b.js': 'SECRETS.OTH' });
    const workspace = await world.open();
    await world.write('new/deep/c.js', 'SECRETS.KEY');
    await rm(world.path('a.js'));
    const before = await stat(world.path('b.js'));
    await world.write('b.js', 'SECRETS.KEY');
    await utimes(world.path('b.js'), before.atime, before.mtime);
    assert.deepEqual(places((await workspace.freshUsages(secret('KEY'))).references), ['b.js:1', 'new/deep/c.js:1']);
    await world.write('flow-secrets.json', bind(['new/**', 'PROD']));
    assert.deepEqual(places((await workspace.freshUsages(secret('KEY'))).references), ['b.js:1']);
  });

  it('is not complete before the first scan, and can be called off', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY' });
    const workspace = await world.open();
    const pending = workspace.filesChanged([world.path('a.js')]);
    assert.equal(workspace.usages(secret('KEY')).complete, false);
    await pending;
    assert.equal(workspace.usages(secret('KEY')).complete, true);
    await assert.rejects(workspace.freshUsages(secret('KEY'), AbortSignal.abort()), { name: 'AbortError' });
  });

  it('is complete although changes are told while it looks', async () => {
    world = await World.create({ 'a.js': 'SECRETS.KEY;\n' });
    const workspace = await world.open();
    const look = workspace.freshUsages(secret('KEY'));
    const told = workspace.filesChanged([world.path('a.js')]);
    const { complete, references } = await look;
    assert.equal(complete, true);
    assert.deepEqual(places(references), ['a.js:1']);
    await told;
  });

  describe('refuses when it could not look', () => {
    const torn: [title: string, name: string, content: string | Uint8Array, unreadable: boolean][] = [
      ['a torn flow file without the names', 'a.json', '[{"id":"1","type":"function","func":"return msg', true],
      ['a torn flow file of the API', 'a.json', '{"rev":"1","flows":[', true],
      ['a torn object behind the first name of a flow file', 'a.json', '{"nodes"', true],
      ['a torn object behind the name of another', 'a.json', '{"name"', false],
      ['torn JSON that holds the names', 'a.json', '{"x": "SECRETS.KEY', true],
      ['other torn JSON', 'a.json', '{"x": ', false],
      ['an empty file', 'a.json', '', false],
      ['JSON with comments and trailing commas', 'a.json', '// flows\n[{"id":"1","type":"tab"},]', false],
      ['a broken script', 'a.js', 'SECRETS.KEY; (((', false],
      ['UTF-16 with the names', 'a.js', Buffer.from('\ufeffSECRETS.KEY', 'utf16le'), true],
      ['UTF-16 without', 'a.js', Buffer.from('\ufeffnothing', 'utf16le'), false],
      ['binary', 'a.js', Buffer.from([0, 255, 254, 1, 128]), false],
    ];
    for (const [title, name, content, unreadable] of torn) {
      it(`${title}: ${unreadable ? 'refuses' : 'does not'}`, async () => {
        world = await World.create({ [name]: content });
        const workspace = await world.open();
        const usages = workspace.usages(secret('KEY'));
        assert.deepEqual(
          usages.unreadable.map(({ path }) => path),
          unreadable ? [world.path(name)] : [],
        );
        assert.ok(usages.unreadable.every(({ reason }) => reason.length > 10));
        assert.deepEqual(workspace.unreadable(), usages.unreadable);
      });
    }

    it('a file of another space does not matter', async () => {
      world = await World.create({
        'flow-secrets.json': bind(['dev/**', 'DEV'], ['prod/**', 'PROD']),
        'prod/torn.json': '[{"id":',
      });
      const workspace = await world.open();
      assert.deepEqual(workspace.usages(secret('KEY', 'DEV')).unreadable, []);
      assert.equal(workspace.usages(secret('KEY', 'PROD')).unreadable.length, 1);
      assert.equal(workspace.usages({ kind: 'credential', root: world.root, name: 'x' }).unreadable.length, 1);
    });

    it('a broken configuration', async () => {
      world = await World.create({ 'flow-secrets.json': '{"bindings": 1}' });
      const workspace = await world.open();
      assert.deepEqual(
        workspace.usages(secret('KEY')).unreadable.map(({ path }) => path),
        [world.path('flow-secrets.json')],
      );
    });

    it('a folder that is no project', async () => {
      world = await World.create({ 'sub/a.js': '' });
      const workspace = await world.open();
      const { unreadable } = workspace.usages({ ...secret('KEY'), root: world.path('sub') });
      assert.deepEqual(
        unreadable.map(({ path }) => path),
        [world.path('sub')],
      );
    });

    it('a file too big to be read', async () => {
      world = await World.create({ 'a.json': Buffer.alloc(50 * 1024 * 1024 + 1, ' ') });
      const workspace = await world.open();
      assert.match(workspace.usages(secret('KEY')).unreadable[0]?.reason ?? '', /too big/);
    });

    it('a torn editor, until it is whole again', async () => {
      world = await World.create();
      const workspace = await world.open();
      const path = world.path('a.json');
      const document = openText(workspace, path, '[{"id":"1","type":"function","func":"');
      assert.equal(workspace.usages(secret('KEY')).unreadable.length, 1);
      document.update([{ text: '[]' }]);
      workspace.changed(path);
      assert.deepEqual(workspace.usages(secret('KEY')).unreadable, []);
    });

    it('a file or a folder that the disk does not give', async () => {
      world = await World.create({ 'a.json': flow(read('KEY')), 'closed/b.json': flow(read('KEY')) });
      const refuse = (path: string): never => {
        throw new Error(`${path} can't be read (no permission).`);
      };
      const workspace = await world.open([], {
        ...nodeFileSystem,
        read: (path) => (path === world.path('a.json') ? refuse(path) : nodeFileSystem.read(path)),
        list: (path) => (path === world.path('closed') ? refuse(path) : nodeFileSystem.list(path)),
      });
      const { unreadable } = workspace.usages(secret('KEY'));
      assert.deepEqual(unreadable.map(({ path }) => path).sort(), [world.path('a.json'), world.path('closed')]);
      assert.ok(unreadable.every(({ reason }) => reason.includes('no permission')));
    });
  });
});

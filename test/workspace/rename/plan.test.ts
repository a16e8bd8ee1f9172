import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCodeDocument, createDocument } from '../../../language/document/source-document.ts';
import { applyEdits } from '../../../language/text-edit.ts';
import { type RenamePlan, type RenameTarget } from '../../../workspace/api.ts';
import { type CatalogSketch } from '../../language/rules/fixture.ts';
import { bind, openText, World } from '../fixture.ts';

/** A flow file with one node that has this property. */
const node = (more: object): string => JSON.stringify([{ id: 'n', z: 't', ...more }], undefined, 1);
const code = (func: string): string => node({ type: 'function', func });
const change = (to: string, tot: string): string =>
  node({ type: 'change', rules: [{ t: 'set', p: 'x', pt: 'msg', to, tot }] });

/** What is renamed: `KEY`, `KEY.part`, or `@name` and `@name.field` for a credential. */
function targetOf(root: string, what: string): RenameTarget {
  const [key = '', ...path] = what.replace('@', '').split('.');
  const kind = what.startsWith('@') ? 'credential' : 'secret';
  return { kind, root, spaces: kind === 'secret' ? ['DEV'] : [], key, path };
}

const SKETCH: CatalogSketch = {
  spaces: { DEV: { KEY: { part: true, other: true }, OTHER: true } },
  credentials: [
    { name: 'name', type: 'custom', fields: ['field'], sealed: ['second'] },
    { name: 'slack', type: 'slack', fields: [], sealed: ['botToken'] },
  ],
};

describe('the plan of a rename', () => {
  let world: World;
  afterEach(() => world.dispose());

  async function plan(file: string, text: string, what: string, to: string): Promise<RenamePlan> {
    world = await World.create({ [file]: text });
    world.catalogs.set('', SKETCH);
    const workspace = await world.open();
    return workspace.planRename(targetOf(world.root, what), to);
  }

  const FORMS: readonly (readonly [
    name: string,
    file: string,
    before: string,
    what: string,
    to: string,
    after: string,
  ])[] = [
    [
      'a typed input',
      'f.json',
      change('SECRETS.KEY.part', 'global'),
      'KEY',
      'NEW',
      change('SECRETS.NEW.part', 'global'),
    ],
    [
      'brackets of a typed input',
      'f.json',
      change('SECRETS["KEY"].part', 'global'),
      'KEY',
      'NEW',
      change('SECRETS["NEW"].part', 'global'),
    ],
    [
      'a dot that becomes brackets',
      'f.json',
      change('SECRETS.KEY.part', 'global'),
      'KEY.part',
      'a-b',
      change('SECRETS.KEY.a-b', 'global'),
    ],
    [
      'a name with a blank',
      'f.json',
      change('SECRETS.KEY.part', 'global'),
      'KEY.part',
      'a b',
      change('SECRETS.KEY["a b"]', 'global'),
    ],
    [
      'JSONata',
      'f.json',
      change("$globalContext('SECRETS.KEY').part", 'jsonata'),
      'KEY.part',
      'a b',
      change("$globalContext('SECRETS.KEY').`a b`", 'jsonata'),
    ],
    [
      'the key of JSONata',
      'f.json',
      change("$globalContext('SECRETS.KEY').part", 'jsonata'),
      'KEY',
      'NEW',
      change("$globalContext('SECRETS.NEW').part", 'jsonata'),
    ],
    [
      'get',
      'f.json',
      code('return global.get("SECRETS.KEY.part");'),
      'KEY.part',
      "it's",
      code('return global.get("SECRETS.KEY[\\"it\'s\\"]");'),
    ],
    [
      'a member',
      'f.json',
      code('const s = global.get("SECRETS");\nreturn s.KEY?.part;'),
      'KEY.part',
      'a b',
      code('const s = global.get("SECRETS");\nreturn s.KEY?.["a b"];'),
    ],
    [
      'a dot on the next line',
      'f.json',
      code('global.get("SECRETS")\n  .KEY\n  .part'),
      'KEY.part',
      'a b',
      code('global.get("SECRETS")\n  .KEY\n  ["a b"]'),
    ],
    [
      'a pattern',
      'f.json',
      code('const { KEY } = global.get("SECRETS"); KEY.part'),
      'KEY',
      'NEW',
      code('const { NEW: KEY } = global.get("SECRETS"); KEY.part'),
    ],
    [
      'a pattern with a default',
      'f.json',
      code('const { KEY = {} } = global.get("SECRETS");'),
      'KEY',
      'NEW',
      code('const { NEW: KEY = {} } = global.get("SECRETS");'),
    ],
    [
      'a pattern with a name',
      'f.json',
      code('const { KEY: k } = global.get("SECRETS");'),
      'KEY',
      'NEW',
      code('const { NEW: k } = global.get("SECRETS");'),
    ],
    [
      'mustache',
      'f.json',
      node({ type: 'template', syntax: 'mustache', template: '{{{global.SECRETS.KEY.part}}}' }),
      'KEY',
      'NEW',
      node({ type: 'template', syntax: 'mustache', template: '{{{global.SECRETS.NEW.part}}}' }),
    ],
    [
      'a section',
      'f.json',
      node({
        type: 'template',
        syntax: 'mustache',
        template: '{{#global.SECRETS.KEY}}{{part}}{{/global.SECRETS.KEY}}',
      }),
      'KEY.part',
      'whole',
      node({
        type: 'template',
        syntax: 'mustache',
        template: '{{#global.SECRETS.KEY}}{{whole}}{{/global.SECRETS.KEY}}',
      }),
    ],
    [
      'a template file',
      'f.hbs',
      '{{SECRETS.KEY.part}} ${SECRETS.KEY}',
      'KEY',
      'NEW',
      '{{SECRETS.NEW.part}} ${SECRETS.NEW}',
    ],
    [
      'a script',
      'f.js',
      "SECRETS['KEY'].part; `${SECRETS.KEY}`",
      'KEY',
      'NEW',
      "SECRETS['NEW'].part; `${SECRETS.NEW}`",
    ],
    [
      'a record',
      'f.yaml',
      'function_type: http\ncredential: name\nscript: |\n  CREDENTIALS["name"].field\n',
      '@name',
      'it new',
      'function_type: http\ncredential: it new\nscript: |\n  CREDENTIALS["it new"].field\n',
    ],
    [
      'a quoted record',
      'f.yaml',
      "function_type: http\ncredential: 'name'\n",
      '@name',
      "it's",
      "function_type: http\ncredential: 'it''s'\n",
    ],
    [
      'a credential',
      'f.js',
      "CREDENTIALS['name'].field; const c = CREDENTIALS.name; c.field + c.second",
      '@name',
      'a b',
      'CREDENTIALS[\'a b\'].field; const c = CREDENTIALS["a b"]; c.field + c.second',
    ],
    [
      'a field',
      'f.js',
      'CREDENTIALS.name.field + CREDENTIALS.name.second',
      '@name.field',
      'x-y',
      'CREDENTIALS.name["x-y"] + CREDENTIALS.name.second',
    ],
    [
      'a byte order mark and line ends',
      'f.js',
      '\uFEFFSECRETS.KEY;\r\nSECRETS.KEY\r',
      'KEY',
      'NEW',
      '\uFEFFSECRETS.NEW;\r\nSECRETS.NEW\r',
    ],
  ];

  for (const [name, file, before, what, to, after] of FORMS) {
    it(`writes ${name}`, async () => {
      const { files, refusals } = await plan(file, before, what, to);
      assert.deepEqual(refusals, []);
      assert.equal(applyEdits(before, files[0]!.edits), after);
    });
  }

  const REFUSED: readonly (readonly [
    name: string,
    file: string,
    text: string,
    what: string,
    to: string,
    words: RegExp,
  ])[] = [
    [
      'a name that mustache can not write',
      'f.json',
      node({
        type: 'template',
        syntax: 'mustache',
        template: '{{#global.SECRETS.KEY}}{{part}}{{/global.SECRETS.KEY}}',
      }),
      'KEY.part',
      'a b',
      /can't be written here/,
    ],
    [
      'a quote where the form has no escape',
      'f.json',
      change('SECRETS["KEY"]["part"]', 'global'),
      'KEY.part',
      'a"b',
      /can't be written here/,
    ],
    ['a comment before the name', 'f.js', 'SECRETS.KEY./* here */part', 'KEY.part', 'a b', /can't be written here/],
    ['a taken name', 'f.js', 'SECRETS.KEY', 'KEY', 'OTHER', /The space "DEV" has a secret "OTHER" already/],
    ['a taken path', 'f.js', 'SECRETS.KEY', 'KEY.part', 'other', /has a name "other" in "KEY" already/],
    ['a taken field', 'f.js', '', '@name.field', 'second', /There is a field "second" in "name" already/],
    ['what is not there', 'f.js', '', 'NONE', 'NEW', /The space "DEV" has no secret "NONE"/],
    ['a field that belongs to its type', 'f.js', '', '@slack.botToken', 'x', /belong to its type/],
    [
      'a torn flow',
      'f.json',
      '[{"id":"n","type":"function","func":"global.get(\'SECRETS.KEY\')',
      'KEY',
      'NEW',
      /f\.json/,
    ],
  ];

  for (const [name, file, text, what, to, words] of REFUSED) {
    it(`refuses ${name}`, async () => {
      const { refusals } = await plan(file, text, what, to);
      const lines = refusals.map(({ message, path }) => `${message} ${path ?? ''}`);
      assert.match(lines.join('\n'), words);
    });
  }

  it('lists what may use the old name, and asks nothing of other names', async () => {
    const text = 'SECRETS.KEY.part; SECRETS[x]; send(SECRETS.KEY); SECRETS.OTHER; SECRETS.KEY[y]; CREDENTIALS[z]';
    const { maybe, files } = await plan('f.js', text, 'KEY.part', 'NEW');
    assert.deepEqual(
      maybe.map(({ reference: { start, end } }) => text.slice(start, end)),
      ['SECRETS[x]', 'SECRETS.KEY', 'SECRETS.KEY[y]'],
    );
    assert.equal(files[0]!.edits.length, 1);
  });

  it('counts the text of an open document, and files that no binding matches', async () => {
    world = await World.create({
      'flow-secrets.json': bind(['a/*', 'DEV', 'PROD'], ['b/*', 'TEST']),
      'a/1.js': 'SECRETS.OTHER',
      'b/2.js': 'SECRETS.KEY',
      'loose.js': '',
    });
    world.catalogs.set('', { spaces: { DEV: { KEY: true }, PROD: {}, TEST: { KEY: true } } });
    const workspace = await world.open();
    const target: RenameTarget = { kind: 'secret', root: world.root, spaces: ['DEV'], key: 'KEY', path: [] };
    openText(workspace, world.path('a/1.js'), 'SECRETS.KEY');
    const bound = await workspace.planRename(target, 'NEW');
    assert.deepEqual([bound.spaces, bound.lacking], [['DEV'], ['PROD']]);
    assert.deepEqual(
      bound.files.map(({ path, digest }) => [path, digest]),
      [[world.path('a/1.js'), undefined]],
    );
    openText(workspace, world.path('loose.js'), 'SECRETS.KEY');
    const all = await workspace.planRename(target, 'NEW');
    assert.deepEqual(all.spaces, ['DEV', 'TEST']);
    assert.equal(all.files.length, 3);
  });

  it('changes code that is open in an editor of its own there, after its flow file, and not twice', async () => {
    const text = JSON.stringify([
      { id: 'n', type: 'function', func: 'global.get("SECRETS.KEY")', initialize: 'global.get("SECRETS.KEY")' },
    ]);
    world = await World.create({ 'f.json': text });
    world.catalogs.set('', SKETCH);
    const workspace = await world.open();
    const code = 'global.get("SECRETS.KEY"); // unsaved';
    const shown = createCodeDocument(code, { property: 'func', reader: 'function', site: { nodeId: 'n' } });
    const path = `${world.path('f.json')}/n/func`;
    workspace.open(path, shown, { flow: world.path('f.json'), node: 'n', property: 'func' });
    const { files, refusals } = await workspace.planRename(targetOf(world.root, 'KEY'), 'NEW');
    assert.deepEqual(refusals, []);
    assert.deepEqual(
      files.map((file) => [file.path, file.edits.map(({ located }) => located.property)]),
      [
        [world.path('f.json'), ['initialize']],
        [path, ['func']],
      ],
    );
    assert.equal(applyEdits(code, files[1]!.edits), 'global.get("SECRETS.NEW"); // unsaved');
  });

  it('never changes what else a text refers to, whatever the new name', async () => {
    world = await World.create(
      Object.fromEntries(FORMS.map(([, file, before], index) => [`${index}.${file}`, before])),
    );
    world.catalogs.set('', SKETCH);
    const workspace = await world.open();
    const names = fc.oneof(
      fc.constantFrom('a-b', "it's", '"', '__proto__', '01', 'é', '{', '`'),
      fc.string({ minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom('KEY.part', '@name', '@name.field'), async (to, what) => {
        const { files } = await workspace.planRename(targetOf(world.root, what), to);
        for (const { path, edits } of files) {
          const before = FORMS[Number(/(\d+)\.f\.\w+$/.exec(path)?.[1])]![2];
          const read = (text: string): number => createDocument(path, text).references().length;
          assert.equal(read(applyEdits(before, edits)), read(before));
        }
      }),
      { numRuns: 40 },
    );
  });
});

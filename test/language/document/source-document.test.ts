import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type SourceDocument } from '../../../language/document/api.ts';
import { createDocument } from '../../../language/document/source-document.ts';
import { isNamed } from '../../../language/reference.ts';
import { labelledFiles } from '../labels.ts';

const TAB = { id: 't', type: 'tab', label: 'Ingest' };
const NODE = { id: 'n', type: 'function', z: 't', name: 'Auth', func: 'return global.get("SECRETS.API_KEY");' };
const FLOW = JSON.stringify([TAB, NODE], null, 2);

function keysOf(document: SourceDocument): string[] {
  return document
    .references()
    .filter(isNamed)
    .map(({ key }) => key.name);
}

/** Everything that is told of a document, as plain data. */
function answersOf(document: SourceDocument) {
  return {
    kind: document.kind,
    length: document.length,
    text: document.slice(),
    references: document.references(),
    bare: document.bareAccesses(),
    slips: document.slips(),
    nodes: document.nodes(),
    problem: document.problem(),
    end: document.positionAt(document.length),
  };
}

describe('kind of a document', () => {
  for (const [path, text, kind] of [
    ['flows.json', '', 'none'],
    ['flows.json', ' \r\n\t', 'none'],
    ['flows.json', '\uFEFF', 'none'],
    ['flows.json', '\uFEFF \n[', 'flow'],
    ['flows.json', '7', 'none'],
    ['flows.json', '"SECRETS.X"', 'none'],
    ['flows.json', '{"rev":"1","flows":[]}', 'flow'],
    ['flows.json', '{"id":"1","nodes":[]}', 'flow'],
    ['flows.json', '{"nodes":[]}', 'none'],
    ['flows.json', '{"id":"1","type":"subflow","flow":[]}', 'flow'],
    ['record.json', '{"function_type":"js","script":"","credential":"mail"}', 'record'],
    ['record.json', '{"credential":"mail"}', 'none'],
    ['package.json', '{"name":"a"}', 'none'],
    ['record.yaml', 'function_type: js\ncredential: mail\n', 'record'],
    ['deploy.yml', 'services:\n  credential: a\n', 'none'],
    ['mail.HBS', '', 'template'],
    ['C:\\flows\\mail.mustache', '', 'template'],
    ['f.mjs', '', 'script'],
    ['f.tsx', '', 'script'],
    ['page.html', '', 'none'],
  ] as const)
    it(`${path} ${JSON.stringify(text)}: ${kind}`, () => {
      assert.equal(createDocument(path, text).kind, kind);
    });

  it('of other endings is what a binding says', () => {
    assert.equal(createDocument('page.html', '', 'template').kind, 'template');
    assert.equal(createDocument('code.txt', '', 'script').kind, 'script');
  });

  it('changes with the text', () => {
    const document = createDocument('flows.json', '{"id":"n"}');
    document.update([{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '[' }]);
    assert.equal(document.kind, 'flow');
    document.update([{ text: '{}' }]);
    assert.equal(document.kind, 'none');
  });
});

describe('flow documents', () => {
  it('know tab and node of a place', () => {
    const document = createDocument('flows.json', FLOW);
    assert.deepEqual(document.siteOf(FLOW.indexOf('API_KEY')), { tab: 'Ingest', node: 'Auth', nodeId: 'n' });
    assert.deepEqual(document.siteOf(FLOW.indexOf('Ingest')), { tab: 'Ingest', nodeId: 't' });
    assert.deepEqual(document.siteOf(0), {});
    assert.deepEqual(
      document.nodes().map(({ id, type, name, parent }) => ({ id, type, name, parent })),
      [
        { id: 't', type: 'tab', name: 'Ingest', parent: '' },
        { id: 'n', type: 'function', name: 'Auth', parent: 't' },
      ],
    );
  });

  it('name a node without a name by its type', () => {
    const text = JSON.stringify([{ ...NODE, name: '', z: 'elsewhere' }]);
    assert.deepEqual(createDocument('flows.json', text).siteOf(3), { node: 'function', nodeId: 'n' });
  });

  for (const [what, value] of [
    ['with a revision', { rev: '1', flows: [TAB, NODE] }],
    ['of one tab', { id: 't', label: 'Ingest', nodes: [NODE], configs: [], subflows: [] }],
    ['of a subflow in a tab', { id: 'x', nodes: [], subflows: [{ ...TAB, type: 'subflow', nodes: [NODE] }] }],
    ['of a subflow module', { id: 't', type: 'subflow', name: 'Ingest', flow: [NODE] }],
  ] as const)
    it(`${what} are read the same`, () => {
      const text = JSON.stringify(value);
      const document = createDocument('flows.json', text);
      assert.deepEqual(keysOf(document), ['API_KEY']);
      assert.deepEqual(document.siteOf(text.indexOf('API_KEY')), { tab: 'Ingest', node: 'Auth', nodeId: 'n' });
    });

  it('with a single tab have the environment of the tab', () => {
    const env = [{ name: 'A', type: 'jsonata', value: '$globalContext("SECRETS.X")' }];
    const document = createDocument('flow.json', JSON.stringify({ id: 't', label: 'Ingest', env, nodes: [] }));
    assert.deepEqual(keysOf(document), ['X']);
  });

  it('see through JSON escapes, those that hide a letter too', () => {
    const hidden = FLOW.replace('SECRETS', '\\u0053ECR\\u0045TS').replace('API_KEY', 'API\\u005FKEY');
    const document = createDocument('flows.json', hidden);
    const [reference] = document.references();
    assert.equal(reference?.key?.name, 'API_KEY');
    assert.equal(document.slice(reference.key.start, reference.key.end), 'API\\u005FKEY');
  });

  it('read a node that is still being typed', () => {
    const torn =
      '[{"id":"c","type":"change","rules":[{"t":"set","p":"a","pt":"msg","tot":"global","to":"SECRETS.\n}],"z":"t"},' +
      FLOW.slice(1);
    const document = createDocument('flows.json', torn);
    assert.deepEqual(
      document.references().map(({ key }) => key?.name),
      ['', 'API_KEY'],
    );
  });

  it('say what stands at an offset, innermost first', () => {
    const document = createDocument('flows.json', FLOW);
    const at = FLOW.indexOf('API_KEY');
    for (const offset of [at, at + 3, at + 'API_KEY'.length])
      assert.equal(document.referencesAt(offset)[0]?.key?.name, 'API_KEY');
    assert.deepEqual(document.referencesAt(5), []);
  });

  it('offer a fix for bare access that fits the JSON string', () => {
    const text = JSON.stringify([{ ...NODE, func: 'return SECRETS.X;' }]);
    const [access] = createDocument('flows.json', text).bareAccesses();
    assert.equal(text.slice(access?.start, access?.end), 'SECRETS.X');
    assert.equal(access?.replacement, 'global.get(\\"SECRETS.X\\")');
  });
});

describe('slips of a document', () => {
  it('stand in their place of the file, with the property that holds them', () => {
    const node = { ...NODE, func: 'msg.é = "";\nreturn global.get("SECRETS..X") || global.get("secrets.Y");' };
    const document = createDocument('flows.json', `\ufeff${JSON.stringify([TAB, node])}`);
    const slips = document
      .slips()
      .map(({ type, start, end, property }) => [type, document.slice(start, end), property]);
    assert.deepEqual(slips, [
      ['invalid-expression', 'SECRETS..X', 'func'],
      ['wrong-case', 'secrets', 'func'],
    ]);
  });

  it('are found where nothing else of ours is', () => {
    const found = (path: string, text: string) => createDocument(path, text).slips().length;
    assert.equal(found('flows.json', JSON.stringify([{ ...NODE, func: 'global.get("secrets.Y")' }])), 1);
    assert.equal(found('a.hbs', '{{Secrets.X}}'), 1);
    assert.equal(found('a.js', 'send(credentials.mail)'), 1);
    assert.equal(found('a.js', '// the secrets.\nconst x = "credentials";'), 0);
  });
});

/** Pieces that tear code, JSON and lines. */
const PIECES = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\r',
  '\n',
  '/*',
  "'",
  '`',
  '${',
  'SECRETS.',
  'global.get(`secrets.A`); global.get(`SECRETS..A`);',
  '[{"credential":"a","script":"SECRETS.C"},',
  'global.get("SECRETS.A")',
  '{{global.SECRETS.B}}',
  'x',
  '\ud83d',
];

describe('edited documents', () => {
  const files = labelledFiles().filter(({ text }) => text.length < 4000);

  it('answer as fresh ones do', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.constantFrom(0, 0, 0, 1, 5, 300),
      text: fc.constantFrom('', ...PIECES),
    });
    fc.assert(
      fc.property(fc.nat(files.length - 1), fc.array(edit, { maxLength: 10 }), (file, edits) => {
        const document = createDocument('flows.json', files[file]!.text);
        for (const { at, removed, text } of edits) {
          const start = Math.floor(at * document.length);
          const range = { start: document.positionAt(start), end: document.positionAt(start + removed) };
          document.update([{ range, text }]);
          document.references();
        }
        assert.deepEqual(answersOf(document), answersOf(createDocument('flows.json', document.slice())));
      }),
      { numRuns: 150 },
    );
  });

  it('apply several changes in turn', () => {
    const document = createDocument('a.mustache', 'a\r\nb');
    const at = (line: number, character: number) => ({ line, character });
    document.update([
      { range: { start: at(1, 0), end: at(1, 1) }, text: '{{SECRETS.X}}\n' },
      { range: { start: at(2, 0), end: at(9, 9) }, text: 'end' },
      { range: { start: at(0, 1), end: at(1, 0) }, text: '' },
    ]);
    assert.equal(document.slice(), 'a{{SECRETS.X}}\nend');
    assert.deepEqual(keysOf(document), ['X']);
  });
});

describe('references in a part', () => {
  it('are all that have a name there, and read nothing of the rest', () => {
    const files = labelledFiles().map(({ text }) => text);
    const part = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(3000) });
    fc.assert(
      fc.property(fc.constantFrom(...files), part, (text, { from, length }) => {
        const start = Math.floor(from * text.length);
        const end = Math.min(text.length, start + length);
        const found = createDocument('flows.json', text).referencesIn({ start, end });
        const all = createDocument('flows.json', text).references();
        const touching = all.filter(({ key, path }) =>
          [key, ...path].some((name) => name !== undefined && name.end > start && name.start < end),
        );
        const ids = new Set(found.map((reference) => JSON.stringify(reference)));
        for (const reference of touching) assert.ok(ids.has(JSON.stringify(reference)));
        assert.ok(found.length <= all.length);
      }),
      { numRuns: 100 },
    );
    const nodes = Array.from({ length: 200 }, (_, i) => ({ ...NODE, id: `n${i}` }));
    const document = createDocument('flows.json', JSON.stringify(nodes));
    assert.ok(document.referencesIn({ start: 0, end: 10 }).length < 50);
  });
});

describe('problem of a document', () => {
  for (const [path, text] of [
    ['a.hbs', '{{SECRETS.A}}'.repeat(10_001)],
    ['a.js', 'SECRETS.A;'.repeat(10_001)],
    ['a.json', JSON.stringify([{ id: 'a', type: 'function', func: 'global.get("SECRETS.A");'.repeat(10_001) }])],
    ['b.json', JSON.stringify([{ id: 'a', type: 'x', list: Array(10_001).fill('{{global.SECRETS.A}}') }])],
  ] as const) {
    it(`says that a text was not read to its end: ${path} ${text.slice(0, 20)}`, () => {
      assert.match(createDocument(path, text).problem() ?? '', /not all were read/);
    });
  }

  const record = 'function_type: rule\nscript: ""\ncredential: mails\n';
  for (const [title, text, problem] of [
    ['a whole record', record, undefined],
    ['YAML that is nothing of ours, torn', 'jobs: [build', undefined],
    ['a torn record', `${record}tags: [a`, /torn at line \d/],
    ['a record that is too long', `${record}note: ${'x'.repeat(300_000)}`, /too long/],
    ['a record that is too deep', `${record}note: ${'['.repeat(10_000)}`, /too deeply/],
  ] as const) {
    it(`says what keeps YAML from being read: ${title}`, () => {
      const said = createDocument('record.yaml', text).problem();
      if (problem === undefined) assert.equal(said, undefined);
      else assert.match(said ?? '', problem);
    });
  }

  for (const text of [
    '',
    ' \n',
    '\uFEFF',
    '7',
    'null',
    '"SECRETS.X"',
    '{}',
    '{"a":1}',
    '[]',
    '[7]',
    FLOW,
    `\uFEFF${FLOW}`,
    `// flow\n[${JSON.stringify(TAB)}, /* last */ {"id":"1",},]`,
  ])
    it(`is none: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(createDocument('flows.json', text).problem(), undefined);
    });

  it('is none for torn files of others', () => {
    assert.equal(createDocument('package.json', '{"name": "a').problem(), undefined);
    assert.equal(createDocument('mail.mustache', '{{#global.SECRETS}}').problem(), undefined);
  });

  for (const [what, text, line] of [
    ['a torn node', FLOW.slice(0, -20), 12],
    ['a missing comma', FLOW.replace('},', '}'), 7],
    ['a missing bracket', FLOW.slice(0, -1), 14],
    ['two commas', FLOW.replace('},', '},\n,'), 7],
    ['text behind the end', `${FLOW}\n]`, 15],
    ['a wrapped flow', '{"rev":"1",\n"flows":[', 2],
    ['a name of ours', '{\n"a":"SECRETS.X', 2],
  ] as const)
    it(`tells the line: ${what}`, () => {
      assert.match(createDocument('flows.json', text).problem() ?? '', new RegExp(`line ${line} `));
    });

  it('is a missing comma anywhere in a long file', () => {
    const node = JSON.stringify({ ...NODE, info: 'x'.repeat(1500) });
    const nodes = Array.from({ length: 20 }, () => node);
    for (let missing = 1; missing < nodes.length; missing++) {
      const text = `[${nodes.slice(0, missing).join(',\n')}\n${nodes.slice(missing).join(',\n')}]`;
      assert.match(
        createDocument('flows.json', text).problem() ?? '',
        new RegExp(`line ${missing + 1} .*comma expected`),
      );
    }
  });

  it('is told of nodes that are nested too deeply to be read, and go by other nodes', () => {
    const deep = `{"id":"d","type":"x","a":${'['.repeat(9000)}"SECRETS.X"${']'.repeat(9000)}}`;
    const document = createDocument('flows.json', `[${deep},${FLOW.slice(1)}`);
    assert.match(document.problem() ?? '', /levels deep/);
    assert.deepEqual(keysOf(document), ['API_KEY']);
    assert.equal(document.nodes()[0]?.id, 'd');
  });
});

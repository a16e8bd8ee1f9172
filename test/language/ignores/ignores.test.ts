import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDocument } from '../../../language/document/source-document.ts';
import { assertMarked, type Scene } from '../rules/fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };
const BAD = 'SECRETS.NOPE';
const SEEN = 'SECRETS.⟦unknown-secret NOPE⟧';

/** A flow file with one node; what is marked stays marked. */
function flow(...nodes: readonly object[]): string {
  const tab = { id: 't', type: 'tab', label: 'Ingest' };
  return JSON.stringify([tab, ...nodes.map((node, index) => ({ id: `n${index}`, z: 't', ...node }))], null, 2);
}

const code = (func: string, more: object = {}): object => ({
  type: 'function',
  func: func.replaceAll('"', "'"),
  ...more,
});
const read = (reference: string): string => `global.get('${reference}')`;

describe('ignoring', () => {
  const cases: readonly (readonly [title: string, file: string, marked: string])[] = [
    ['the line', 'a.js', `${BAD}; // flow-secrets-ignore-line\n${SEEN}`],
    ['the next line', 'a.js', `// flow-secrets-ignore-next-line\n${BAD};\n${SEEN}`],
    ['the next line behind a reason', 'a.js', `/* flow-secrets-ignore-next-line -- ⟨later⟩\n */ ${BAD};\n${SEEN}`],
    ['the rules that are named', 'a.js', `${BAD}; // flow-secrets-ignore-line unknown-path, unknown-secret -- why not`],
    ['no rule that is not named', 'a.js', `${SEEN}; // flow-secrets-ignore-line unknown-path`],
    ['nothing where the word stands in no comment', 'a.js', `${SEEN}; let flow-secrets-ignore-line`],
    ['nothing with a longer word', 'a.js', `${SEEN}; // flow-secrets-ignore-lines`],
    ['nothing behind the last line', 'a.js', `${SEEN}; // flow-secrets-ignore-next-line`],
    ['a line that ends with a carriage return', 'a.js', `// flow-secrets-ignore-next-line\r\n${BAD};\r\n${SEEN}`],
    ['in Handlebars', 'a.hbs', `{{!-- flow-secrets-ignore-line --}}{{${BAD}}}\n{{${SEEN}}}`],
    ['in mustache', 'a.mustache', `{{${BAD}}}{{! flow-secrets-ignore-line unknown-secret }}\n{{${SEEN}}}`],
    ['in HTML', 'a.mustache', `<!-- flow-secrets-ignore-next-line unknown-secret-->\n\${${BAD}}\n\${${SEEN}}`],
    [
      'in a YAML record',
      'a.yaml',
      `function_type: js\n# flow-secrets-ignore-next-line unknown-secret\nscript: ${BAD}\ncredential: ⟦unknown-credential x⟧\n`,
    ],
    [
      'in a script of a JSON record',
      'a.json',
      `{"function_type": "js", "script": "${BAD}; // flow-secrets-ignore-line\\n${SEEN}", "credential": "⟦unknown-credential x⟧"}`,
    ],
    [
      'the line of a function, not the line of the file',
      'a.json',
      flow(code(`${read(BAD)}; // flow-secrets-ignore-line unknown-secret\n${read(SEEN)}`)),
    ],
    [
      'in JSONata',
      'a.json',
      flow({
        type: 'change',
        rules: [
          {
            t: 'set',
            p: 'a',
            pt: 'msg',
            to: `/* flow-secrets-ignore-next-line */\n$globalContext('${BAD}')`,
            tot: 'jsonata',
          },
          { t: 'set', p: 'b', pt: 'msg', to: `$globalContext('${SEEN}')`, tot: 'jsonata' },
        ],
      }),
    ],
    [
      'in a template node with other delimiters',
      'a.json',
      flow({
        type: 'template',
        syntax: 'mustache',
        template: `{{=<% %>=}}<%! flow-secrets-ignore-line unknown-secret%><%& global.${BAD} %>\n<%& global.${SEEN} %>`,
      }),
    ],
    [
      'a node, by a line of its description',
      'a.json',
      flow(
        code(read(BAD), { info: '# Why\n\nflow-secrets-ignore unknown-secret\n\nIt comes later.' }),
        code(read(SEEN), { info: 'See flow-secrets-ignore.' }),
      ),
    ],
    [
      'a node, unseen in its help',
      'a.json',
      flow(code(read(BAD), { info: '<!-- flow-secrets-ignore: unknown-secret -->' })),
    ],
    [
      'no node for which other rules are named',
      'a.json',
      flow(code(read(SEEN), { info: 'flow-secrets-ignore unknown-path' })),
    ],
    [
      'not the nodes of a tab that speaks for itself',
      'a.json',
      JSON.stringify({
        id: 'f',
        label: 'Ingest',
        info: 'flow-secrets-ignore',
        nodes: [{ id: 'n', ...code(read(SEEN)) }],
        env: [{ name: 'A', type: 'jsonata', value: `$globalContext('${BAD}')` }],
      }),
    ],
  ];
  for (const [title, file, marked] of cases) {
    it(title, () => void assertMarked(file, marked.replaceAll('⟨', '').replaceAll('⟩', ''), scene));
  }

  it('holds after any edit what it holds in a fresh document', () => {
    const words = ['// flow-secrets-ignore-line', ' unknown-secret', '\\n', '"', '}', '{', 'SECRETS.A', '\n', ',', 'x'];
    const text = flow(code('// flow-secrets-ignore-line\n'), code('x', { info: 'flow-secrets-ignore' }));
    const edit = fc.record({ at: fc.nat(text.length), length: fc.nat(9), word: fc.constantFrom(...words) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const document = createDocument('a.json', text);
        document.ignores();
        for (const { at, length, word } of edits) {
          const start = Math.min(at, document.length);
          const end = Math.min(start + length, document.length);
          const range = { start: document.positionAt(start), end: document.positionAt(end) };
          document.update([{ range, text: word }]);
        }
        assert.deepEqual(document.ignores(), createDocument('a.json', document.slice()).ignores());
      }),
      { numRuns: 300 },
    );
  });

  it('takes no time that a text does not need', () => {
    const many = '// flow-secrets-ignore-line unknown-path\n'.repeat(50_000);
    assert.equal(createDocument('a.js', many).ignores().length, 1000);
    const long = `${'SECRETS.NOPE; '.repeat(20_000)}// flow-secrets-ignore-line`.repeat(3);
    assertMarked('a.js', long, scene);
  });
});

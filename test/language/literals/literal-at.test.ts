import assert from 'node:assert/strict';
import { createDocument } from '../../../language/document/source-document.ts';
import { type Edit } from '../../../language/literals/literal.ts';
import { literalAt, type Picked } from '../../../language/literals/literal-at.ts';
import { literalsOfPart } from '../../../language/literals/of-part.ts';
import { type Referent } from '../../../language/references/write-access.ts';
import { readText } from '../../../language/references/read-text.ts';

const KEY: Referent = { root: 'SECRETS', segments: [{ name: 'API_KEY', index: false }] };

/** `«` and `»` mark the selection, `¦` a cursor. */
function pick(path: string, marked: string): { readonly text: string; readonly picked: Picked | undefined } {
  const start = marked.search(/[«¦]/);
  const text = marked.replace(/[«¦]/, '').replace('»', '');
  const end = marked.includes('»') ? marked.indexOf('»') - 1 : start;
  return { text, picked: literalAt(createDocument(path, text), { start, end }) };
}

function extract(path: string, marked: string, referent = KEY): string | undefined {
  const { text, picked } = pick(path, marked);
  if (picked === undefined) return undefined;
  const { write } = picked.literal;
  if (typeof write === 'string') return write;
  const edits = write(referent, picked.part);
  return edits && apply(text, edits);
}

function apply(text: string, edits: readonly Edit[]): string {
  let changed = text;
  for (const { start, end, text: put } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end))
    changed = changed.slice(0, start) + put + changed.slice(end);
  return changed;
}

/** A flow of one node. */
function node(properties: string): string {
  return `[{"id":"n","type":${properties}}]`;
}

describe('a literal becomes a reference', () => {
  const forms: readonly (readonly [place: string, path: string, before: string, after: string])[] = [
    ['string in a script', 'a.js', "post('s3cret¦-value');", 'post(SECRETS.API_KEY);'],
    ['part of a string in a script', 'a.js', 'post("Bearer «s3cret»!");', 'post(`Bearer ${SECRETS.API_KEY}!`);'],
    ['part beside a backtick', 'a.js', "f('`${x}\\'«abc»')", "f(`\\`\\${x}\\'${SECRETS.API_KEY}`)"],
    ['key of an object', 'a.js', 'x = { "s3¦cret": 1 };', 'x = { [SECRETS.API_KEY]: 1 };'],
    ['template literal', 'a.js', 'x = `s3¦cret`;', 'x = SECRETS.API_KEY;'],
    ['part of a template literal', 'a.js', 'x = `a«s3cret»${b}c`;', 'x = `a${SECRETS.API_KEY}${b}c`;'],
    ['number in a script', 'a.js', 'const pin = 1234¦5678;', 'const pin = SECRETS.API_KEY;'],
    [
      'function code, its own quotes kept',
      'a.json',
      node(`"function","func":"post('s3cret¦');\\nreturn msg;"`),
      node(`"function","func":"post(global.get('SECRETS.API_KEY'));\\nreturn msg;"`),
    ],
    [
      'function code in escaped quotes',
      'a.json',
      node(`"function","func":"post(\\"s3¦cret\\");"`),
      node(`"function","func":"post(global.get(\\"SECRETS.API_KEY\\"));"`),
    ],
    [
      'part of a string in function code',
      'a.json',
      node(`"function","func":"h = 'Bearer «s3cret»';"`),
      node('"function","func":"h = `Bearer ${global.get(\'SECRETS.API_KEY\')}`;"'),
    ],
    [
      'typed input',
      'a.json',
      node('"change","rules":[{"t":"set","p":"k","pt":"msg","to":"s3¦cret","tot":"str"}]'),
      node('"change","rules":[{"t":"set","p":"k","pt":"msg","to":"SECRETS.API_KEY","tot":"global"}]'),
    ],
    [
      'typed input, its quotes selected too',
      'a.json',
      node('"inject","props":[{"p":"k","v":«"s3cret"»,"vt":"str"}]'),
      node('"inject","props":[{"p":"k","v":"SECRETS.API_KEY","vt":"global"}]'),
    ],
    [
      'part of a typed input',
      'a.json',
      node(String.raw`"inject","props":[{"p":"k","v":"say \"«s3cret»\"","vt":"str"}]`),
      node(
        String.raw`"inject","props":[{"p":"k","v":"\"say \\\"\" & $globalContext(\"SECRETS.API_KEY\") & \"\\\"\"","vt":"jsonata"}]`,
      ),
    ],
    [
      'string in a JSON value',
      'a.json',
      node(String.raw`"inject","payload":"{\"key\":\"s3¦cret\"}","payloadType":"json"`),
      node(String.raw`"inject","payload":"{\"key\":$globalContext(\"SECRETS.API_KEY\")}","payloadType":"jsonata"`),
    ],
    [
      'object in function code',
      'a.json',
      node(String.raw`"function","func":"const db = «{ host: 'h', list: [1, \"x\"],\n  tls: true }»;"`),
      node(String.raw`"function","func":"const db = global.get(\"SECRETS.API_KEY\");"`),
    ],
    [
      'array with one text in a script',
      'a.js',
      "x = { a: b, keys: «['s3cret']» };",
      'x = { a: b, keys: SECRETS.API_KEY };',
    ],
    [
      'all of a JSON value',
      'a.json',
      node(String.raw`"inject","props":[{"p":"k","v":"«{\"user\":\"u\",\"pin\":[1]}»","vt":"json"}]`),
      node('"inject","props":[{"p":"k","v":"SECRETS.API_KEY","vt":"global"}]'),
    ],
    [
      'JSON value of an environment variable, its quotes selected too',
      'a.json',
      node(String.raw`"tab","env":[{"name":"DB","value":«"[\"a\"]"»,"type":"json"}]`),
      node(String.raw`"tab","env":[{"name":"DB","value":"$globalContext(\"SECRETS.API_KEY\")","type":"jsonata"}]`),
    ],
    [
      'environment variable',
      'a.json',
      node('"tab","env":[{"name":"TOKEN","value":"s3¦cret","type":"str"}]'),
      node(String.raw`"tab","env":[{"name":"TOKEN","value":"$globalContext(\"SECRETS.API_KEY\")","type":"jsonata"}]`),
    ],
    [
      'contrib node by the type beside it',
      'a.json',
      node('"my-node","token":"s3¦cret","tokenType":"str"'),
      node('"my-node","token":"SECRETS.API_KEY","tokenType":"global"'),
    ],
    [
      'JSONata string',
      'a.json',
      node(String.raw`"change","rules":[{"t":"set","to":"{\"k\": 's3¦cret'}","tot":"jsonata"}]`),
      node(
        String.raw`"change","rules":[{"t":"set","to":"{\"k\": $globalContext('SECRETS.API_KEY')}","tot":"jsonata"}]`,
      ),
    ],
    [
      'part of a JSONata string',
      'a.json',
      node(`"change","rules":[{"t":"set","to":"'Bearer «s3cret»'","tot":"jsonata"}]`),
      node(`"change","rules":[{"t":"set","to":"('Bearer ' & $globalContext('SECRETS.API_KEY'))","tot":"jsonata"}]`),
    ],
    [
      'text of a template node',
      'a.json',
      node('"template","template":"key: «s3cret»\\n","syntax":"mustache"'),
      node('"template","template":"key: {{{global.SECRETS.API_KEY}}}\\n","syntax":"mustache"'),
    ],
    [
      'text of a template node with other delimiters',
      'a.json',
      node('"template","template":"{{=<% %>=}}key: s3¦cret","syntax":"mustache"'),
      node('"template","template":"{{=<% %>=}}key: <%& global.SECRETS.API_KEY %>","syntax":"mustache"'),
    ],
    ['word of a template file', 'a.mustache', 'key: s3¦cret\n{{name}}', 'key: {{SECRETS.API_KEY}}\n{{name}}'],
    ['text that HTML would escape', 'a.hbs', 'key: «s3/cret»', 'key: {{{SECRETS.API_KEY}}}'],
    [
      'script of a YAML record',
      'a.yaml',
      "credential: mail\nscript: |\n  post('s3¦cret');\n",
      'credential: mail\nscript: |\n  post(SECRETS.API_KEY);\n',
    ],
    [
      'template of a JSON record',
      'a.json',
      '{"credential":"mail","template":"key «s3cret»"}',
      '{"credential":"mail","template":"key {{SECRETS.API_KEY}}"}',
    ],
    [
      'string in a function of the library',
      'a.js',
      '// name: Login\n// outputs: 1\nreturn "s3¦cret";',
      '// name: Login\n// outputs: 1\nreturn global.get("SECRETS.API_KEY");',
    ],
    [
      'string in a function of an exploded flow',
      'a.function.js',
      'export default async function (msg, node, global) { return "s3¦cret"; }',
      'export default async function (msg, node, global) { return global.get("SECRETS.API_KEY"); }',
    ],
    [
      'value of a rule in the settings of an exploded change node',
      'n1.json',
      '{"name":"set","rules":[{"t":"set","p":"apiKey","pt":"msg","to":"s3¦cret","tot":"str"}]}',
      '{"name":"set","rules":[{"t":"set","p":"apiKey","pt":"msg","to":"SECRETS.API_KEY","tot":"global"}]}',
    ],
    [
      'part of such a value',
      'n1.json',
      '{"rules":[{"t":"set","p":"a","pt":"msg","to":"Bearer «s3cret»","tot":"str"}]}',
      '{"rules":[{"t":"set","p":"a","pt":"msg","to":"\\"Bearer \\" & $globalContext(\\"SECRETS.API_KEY\\")","tot":"jsonata"}]}',
    ],
    [
      'value in the settings of another exploded node',
      'n1.json',
      '{"name":"start","props":[{"p":"payload","v":"s3¦cret","vt":"str"}],"once":true}',
      '{"name":"start","props":[{"p":"payload","v":"SECRETS.API_KEY","vt":"global"}],"once":true}',
    ],
    [
      'value beside a reference in such settings',
      'n1.json',
      '{"rules":[{"t":"set","p":"a","pt":"msg","to":"CREDENTIALS.mail","tot":"global"},{"t":"set","p":"b","pt":"msg","to":"s3¦cret","tot":"str"}]}',
      '{"rules":[{"t":"set","p":"a","pt":"msg","to":"CREDENTIALS.mail","tot":"global"},{"t":"set","p":"b","pt":"msg","to":"SECRETS.API_KEY","tot":"global"}]}',
    ],
    [
      'string in the header of a library’s function',
      'a.js',
      '// name: f\n// initialize: // begin\\nf("s3¦cret");\n\nreturn msg;',
      '// name: f\n// initialize: // begin\\nf(global.get("SECRETS.API_KEY"));\n\nreturn msg;',
    ],
    [
      'string in a script that reads the global context',
      'a.js',
      'const url = global.get("url"); f("s3¦cret");',
      'const url = global.get("url"); f(global.get("SECRETS.API_KEY"));',
    ],
    [
      'key of a pattern',
      'a.json',
      node(`"function","func":"const { 's3¦cret': a } = msg;"`),
      node(`"function","func":"const { [global.get('SECRETS.API_KEY')]: a } = msg;"`),
    ],
    [
      'node of a single flow',
      'a.json',
      `{"id":"f","nodes":[{"id":"n","type":"function","func":"f('s3¦cret')"}]}`,
      `{"id":"f","nodes":[{"id":"n","type":"function","func":"f(global.get('SECRETS.API_KEY'))"}]}`,
    ],
  ];
  for (const [place, path, before, after] of forms) {
    it(place, () => {
      assert.equal(extract(path, before), after);
      const references = createDocument(path, after)
        .references()
        .filter(({ kind }) => kind === 'secret');
      assert.deepEqual(
        references.map(({ kind, key, access }) => [kind, key?.name, access]),
        [['secret', 'API_KEY', 'read']],
      );
    });
    it(`${place}: its text is what stands there, decoded`, () => {
      const { text, picked } = pick(path, before);
      assert.ok(picked);
      const { literal, part } = picked;
      const raw = text.slice(literal.toSource(part.start), literal.toSource(part.end));
      assert.equal(readText(raw, literal.within), literal.text.slice(part.start, part.end));
    });
  }

  it('names that need quotes get them, escaped for every string around', () => {
    const referent: Referent = {
      root: 'SECRETS',
      segments: [
        { name: 'mail-gun', index: false },
        { name: 'key', index: false },
      ],
    };
    const flow = node(`"function","func":"f('s3¦cret')"`);
    assert.equal(extract('a.json', flow, referent), node(`"function","func":"f(global.get('SECRETS.mail-gun.key'))"`));
    const script = extract('a.js', "f('s3¦cret')", referent);
    assert.equal(script, 'f(SECRETS["mail-gun"].key)');
  });

  it('a tag of a template node is an expression that Node-RED takes', () => {
    const of = (name: string): string | undefined =>
      extract('a.json', node('"template","template":"k: «s3cret»"'), {
        root: 'SECRETS',
        segments: [{ name, index: false }],
      });
    const template = (tag: string): string => node(`"template","template":${JSON.stringify(`k: ${tag}`)}`);
    assert.equal(of('mail gun'), template('{{{global.SECRETS["mail gun"]}}}'));
    assert.equal(of('ключ'), template('{{{global.SECRETS["ключ"]}}}'));
    assert.equal(of('say "x"'), template(`{{{global.SECRETS['say "x"']}}}`));
    assert.equal(of('a}}b'), undefined);
    assert.equal(of('a{b'), undefined);
    assert.equal(of('a\nb'), undefined);
  });
});

describe('no literal becomes a reference', () => {
  const refused: readonly (readonly [place: string, path: string, text: string, why: RegExp])[] = [
    [
      'in a URL that sees the message only',
      'a.json',
      node('"http request","url":"https://h/«s3cret»"'),
      /“url” of the http request node/,
    ],
    [
      'in a header of an http request',
      'a.json',
      node('"http request","headers":[{"valueValue":"s3¦cret","valueType":"other"}]'),
      /can’t read the global context/,
    ],
    ['in a comment', 'a.js', 'f(); // «s3cret»', /comment/],
    ['in the name of a module', 'a.js', 'import x from "s3¦cret";', /constant/],
    ['in a directive', 'a.js', '"use «strict»";', /constant/],
    [
      'in another value of an exploded node',
      'n1.json',
      '{"url":"https://h/«s3cret»","props":[{"p":"a","v":"x","vt":"str"}]}',
      /“url” of this node can’t read the global context/,
    ],
    [
      'in what a subflow gives its instances',
      'a.json',
      node('"subflow","env":[{"name":"T","value":"s3¦cret","type":"str"}]'),
      /can’t read the global context/,
    ],
  ];
  for (const [place, path, text, why] of refused)
    it(place, () => {
      assert.match(extract(path, text) ?? '', why);
    });

  it('where a part can’t be taken out', () => {
    const part = node('"trigger","op1":"a «s3cret»","op1type":"str"');
    assert.equal(extract('a.json', part), undefined);
    assert.equal(extract('a.js', String.raw`f("\1 «s3cret»")`), undefined);
  });

  it('where there is none', () => {
    for (const [path, text] of [
      ['a.js', 'const a¦bc = 1;'],
      ['a.js', 'x = { ¦ a: 1 };'],
      ['a.js', 'x = «{ a: b }»;'],
      ['a.js', 'x = «{ a: SECRETS.X }»;'],
      ['a.json', '[{"id":"n¦","type":"function"}]'],
      ['a.json', '{"a¦":1}'],
      ['a.json', '{"a":"s3¦cret","type":"string"}'],
      ['a.mustache', 'a {{n¦ame}}'],
    ] as const)
      assert.equal(extract(path, text), undefined);
  });
});

describe('literals of a text that is full of them', () => {
  for (const [what, code] of [
    ['code', 'f("one");'.repeat(30_000)],
    ['torn code', `${'f("one");'.repeat(30_000)} (((`],
    ['code too long to parse', 'f("one");'.repeat(200_000)],
  ] as const) {
    it(`are the first 10,000: ${what}`, () => {
      const flow = JSON.stringify([{ id: 'n', type: 'function', func: code }]);
      const literals = [...createDocument('flow.json', flow).parts()].flatMap((part) => [...literalsOfPart(part)]);
      assert.equal(literals.length, 10_000);
      const first = flow.indexOf('one');
      assert.ok(literals.some(({ start }) => start === first));
    });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Installation } from './installation.ts';
import { type NodeRed } from './node-red.ts';
import { CANARY } from './world.ts';

const GUIDE = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'node-red.md'), 'utf8');

/** A piece of a flow that the guide shows: what reads, and the environment of its tab. */
interface Piece {
  readonly name: string;
  readonly node: object;
  readonly env?: readonly object[];
  readonly value: unknown;
}

const functionNode = (code: string): object => ({ type: 'function', func: code, outputs: 1 });
const changeNode = (...rules: readonly object[]): object => ({ type: 'change', rules });
const set = (to: string, tot: string): object => ({ t: 'set', p: 'payload', pt: 'msg', to, tot });

/** The column “where” of the table of forms: how a form is put into a flow. */
const READERS: Readonly<Record<string, (form: string) => Pick<Piece, 'node' | 'env'>>> = {
  'function node': (form) => ({ node: functionNode(`msg.payload = ${form};\nreturn msg;`) }),
  'typed input of type global': (form) => ({ node: changeNode(set(form, 'global')) }),
  'typed input of type JSONata': (form) => ({ node: changeNode(set(form, 'jsonata')) }),
  'template node': (form) => ({
    node: { type: 'template', field: 'payload', fieldType: 'msg', syntax: 'mustache', template: form },
  }),
  'env of a tab, group or subflow': (form) => ({
    node: functionNode('msg.payload = env.get("FORM");\nreturn msg;'),
    env: [{ name: 'FORM', type: 'jsonata', value: form }],
  }),
};

/** What the world's store holds at the place that a form names; the first that fits counts. */
const VALUES: readonly (readonly [place: RegExp, value: unknown])[] = [
  [/API_KEY.*DB\.host/, [CANARY.text, 'db.example']],
  [/METADATA/, 'DEV'],
  [/apiKey/, CANARY.sealed],
  [/API_KEY/, CANARY.text],
  [/a-b/, 'dash'],
  [/list\[0\]/, 1],
  [/password/, CANARY.nested],
  [/DB\.host/, 'db.example'],
];

function valueAt(text: string): unknown {
  const found = VALUES.find(([place]) => place.test(text));
  assert.ok(found, `No value is known for ${text}`);
  return found[1];
}

/** The rows of the table of forms. */
function forms(): readonly Piece[] {
  const rows = [...GUIDE.matchAll(/^\| ([^|]+?) +\| `(.+?)` +\|/gm)];
  return rows.flatMap(([, where = '', form = '']) => {
    const reader = READERS[where];
    return reader ? [{ name: `${where}: ${form}`, ...reader(form), value: valueAt(form) }] : [];
  });
}

/** The code blocks that say how a flow looks after a migration. */
function migrated(): readonly Piece[] {
  const blocks = [...GUIDE.matchAll(/^ *```(js|json) (after|env)\n([\s\S]*?)^ *```$/gm)];
  return blocks.map(([, language = '', kind = '', text = '']) => ({
    name: text.trim().replace(/\s+/g, ' '),
    ...(language === 'js' ? { node: functionNode(text) } : pieceOf(kind, JSON.parse(text) as object)),
    value: valueAt(text),
  }));
}

function pieceOf(kind: string, json: object): Pick<Piece, 'node' | 'env'> {
  if (kind === 'env') return { node: functionNode('msg.payload = env.get("DB_HOST");\nreturn msg;'), env: [json] };
  if (Array.isArray(json)) return { node: json[0] as object };
  return { node: changeNode(json) };
}

/** A tab that answers GET /<index> with what the piece read. */
function tabOf({ node, env = [] }: Piece, index: number): readonly object[] {
  const id = (name: string) => `${name}-${index}`;
  const z = id('tab');
  const code = 'msg.payload = { value: msg.auth?.password ?? msg.password ?? msg.payload };\nreturn msg;';
  return [
    { id: z, type: 'tab', label: `Piece ${index}`, env },
    { id: id('in'), type: 'http in', z, url: `/${index}`, method: 'get', wires: [[id('read')]] },
    { ...node, id: id('read'), z, wires: [[id('answer')]] },
    { ...functionNode(code), id: id('answer'), z, wires: [[id('out')]] },
    { id: id('out'), type: 'http response', z, wires: [] },
  ];
}

describe('docs/node-red.md', () => {
  const pieces = [...forms(), ...migrated()];
  let installation: Installation;
  let nodeRed: NodeRed;

  before(async () => {
    installation = await Installation.create();
    nodeRed = await installation.start({
      version: '5.0',
      flows: pieces.flatMap(tabOf),
    });
  });
  after(() => installation.dispose());

  it('shows each way to read', () => {
    assert.deepEqual(
      new Set(forms().map(({ name }) => name.slice(0, name.indexOf(':')))),
      new Set(Object.keys(READERS)),
    );
    assert.equal(migrated().length, 6);
  });

  for (const [index, { name, value }] of pieces.entries()) {
    it(`is right that this reads: ${name}`, async () => {
      assert.deepEqual(await nodeRed.json(`/${index}`), { value });
    });
  }
});

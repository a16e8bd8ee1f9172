import assert from 'node:assert/strict';
import {
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensLegend,
} from 'vscode-languageserver-protocol/node';
import { type TestClient, offsetIn, rangeIn } from './support/client.ts';
import { flow, functionFlow, newsroom } from './support/newsroom.ts';

const METHOD = 'textDocument/semanticTokens';
let count = 0;

async function open(text: string, file = 'flows/tokens.json', languageId = 'json') {
  const { client, workspace } = await newsroom();
  const uri = await client.open(workspace.path(file.replace('.', `-${count++}.`)), text, languageId);
  return { client, uri, text };
}

/** The tokens as `text type modifier…`, in order. */
function described(client: TestClient, text: string, tokens: SemanticTokens | null): readonly string[] {
  const { legend } = client.result.capabilities.semanticTokensProvider as { readonly legend: SemanticTokensLegend };
  const data = tokens?.data ?? [];
  let line = 0;
  let character = 0;
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(i * 5, i * 5 + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const start = offsetIn(text, { line, character });
    const names = legend.tokenModifiers.filter((_, bit) => (modifiers & (1 << bit)) !== 0);
    return [text.slice(start, start + length), legend.tokenTypes[type], ...names].join(' ');
  });
}

async function tokens(text: string, file?: string, languageId?: string): Promise<readonly string[]> {
  const { client, uri } = await open(text, file, languageId);
  const answer = await client.connection.sendRequest<SemanticTokens | null>(`${METHOD}/full`, {
    textDocument: { uri },
  });
  return described(client, text, answer);
}

const KEY = 'variable readonly secret';
const PATH = 'property secret';

describe('semantic tokens', () => {
  const FORMS: readonly (readonly [what: string, text: string, ...expected: string[]])[] = [
    [
      'aliases',
      functionFlow('const s = global.get("SECRETS"); s.X + s.DB.host'),
      `X ${KEY}`,
      `DB ${KEY}`,
      `host ${PATH}`,
    ],
    [
      'destructured names, where they are written',
      functionFlow('const { X, DB: { host: h } } = global.get("SECRETS"); f(X, h)'),
      `X ${KEY}`,
      `DB ${KEY}`,
      `host ${PATH}`,
    ],
    ['keys in an array', functionFlow('const [a] = global.get(["SECRETS.A", "SECRETS.B"])'), `A ${KEY}`, `B ${KEY}`],
    [
      'one key of two references once',
      functionFlow('const d = global.get("SECRETS.DB"); d.a + d.b'),
      `DB ${KEY}`,
      `a ${PATH}`,
      `b ${PATH}`,
    ],
    ['what is set', functionFlow('global.set("SECRETS.X", 1)'), 'X variable readonly modification secret'],
    [
      'names in a mustache section',
      flow({ type: 'template', template: '{{#global.SECRETS.DB}}{{host}}{{/global.SECRETS.DB}}' }),
      `DB ${KEY}`,
      `host ${PATH}`,
      `DB ${KEY}`,
    ],
    [
      'JSONata variables',
      flow({ type: 'change', rules: [{ t: 'set', to: '($s := $globalContext("SECRETS"); $s.X)', tot: 'jsonata' }] }),
      `X ${KEY}`,
    ],
    [
      'a typed input where its type is global',
      flow({
        type: 'change',
        rules: [
          { t: 'set', p: 'a', pt: 'msg', to: 'SECRETS.LIST[0].x', tot: 'global' },
          { t: 'set', p: 'b', pt: 'msg', to: 'SECRETS.Y', tot: 'str' },
        ],
      }),
      `LIST ${KEY}`,
      `x ${PATH}`,
    ],
    [
      'credentials and their fields',
      functionFlow('global.get("CREDENTIALS")["mail gun"].apiKey'),
      'mail gun variable readonly credential',
      'apiKey property credential',
    ],
    [
      'no comment, no computed key, nothing unfinished',
      functionFlow('// SECRETS.X\nglobal.get("SECRETS." + x); global.get("SECRETS.")'),
    ],
  ];

  for (const [what, text, ...expected] of FORMS) {
    it(`colour ${what}`, async () => {
      assert.deepEqual(await tokens(text), expected);
    });
  }

  it('colour templates and scripts too', async () => {
    assert.deepEqual(await tokens('{{=<% %>=}}<% SECRETS.X %>', 'flows/a.tmpl', 'plaintext'), [`X ${KEY}`]);
    assert.deepEqual(await tokens('const { X } = SECRETS;', 'flows/a.js', 'javascript'), [`X ${KEY}`]);
  });

  it('are none, not empty, where nothing is named', async () => {
    const { client, uri } = await open(functionFlow('return msg;'));
    const params = {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    };
    assert.equal(await client.connection.sendRequest(`${METHOD}/full`, params), null);
    assert.equal(await client.connection.sendRequest(`${METHOD}/range`, params), null);
  });

  it('of a range are those that touch it', async () => {
    const nodes = Array.from({ length: 300 }, (_, i) => ({ type: 'function', func: `global.get("SECRETS.K${i}").x` }));
    const { client, uri, text } = await open(flow(...nodes));
    const ask = async (range: Range) =>
      described(client, text, await client.connection.sendRequest(`${METHOD}/range`, { textDocument: { uri }, range }));
    const start = text.indexOf('K150');
    assert.deepEqual(await ask(rangeIn(text, start + 1, text.indexOf('K152'))), [
      `K150 ${KEY}`,
      `x ${PATH}`,
      `K151 ${KEY}`,
      `x ${PATH}`,
    ]);
    assert.equal((await ask(rangeIn(text, 0, text.length))).length, 600);
  });

  it('follow an edit as a difference to the last answer', async () => {
    const { client, uri, text } = await open(functionFlow('const s = global.get("SECRETS"); s.A; s.B; s.C'));
    const textDocument = { uri };
    const first = await client.connection.sendRequest<SemanticTokens>(`${METHOD}/full`, { textDocument });
    const at = text.indexOf('s.B') + 2;
    await client.change(uri, 'BE', at, at + 1);
    const delta = await client.connection.sendRequest<SemanticTokensDelta>(`${METHOD}/full/delta`, {
      textDocument,
      previousResultId: first.resultId,
    });
    const data = [...first.data];
    assert.ok(delta.edits.length > 0 && delta.edits.every(({ data: changed = [] }) => changed.length < data.length));
    for (const { start, deleteCount, data: changed = [] } of delta.edits.toReversed())
      data.splice(start, deleteCount, ...changed);
    assert.deepEqual(described(client, client.text(uri), { data }), [`A ${KEY}`, `BE ${KEY}`, `C ${KEY}`]);
  });

  it('are given whole when the last answer is not known', async () => {
    const { client, uri, text } = await open(functionFlow('global.get("SECRETS.A")'));
    const params = { textDocument: { uri }, previousResultId: 'of someone else' };
    const answer = await client.connection.sendRequest<SemanticTokens>(`${METHOD}/full/delta`, params);
    assert.deepEqual(described(client, text, answer), [`A ${KEY}`]);
  });
});

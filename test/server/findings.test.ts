import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { type TestWorkspace } from '../support/workspace.ts';
import { PUSHED_TO, TestClient, textIn } from './support/client.ts';
import { flow, functionFlow, makeNewsroom, newsroom } from './support/newsroom.ts';

function shown(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, range, source }) => {
    assert.equal(source, 'flow-secrets');
    return `${String(code)} ${textIn(text, range)}`;
  });
}

const CODE = [
  'const a = global.get("SECRETS.NOPE.host");',
  'const b = global.get("SECRETS.ONLY_DEV");',
  'const c = global.get("SECRETS.MAM.nope");',
  'const d = global.get("CREDENTIALS").nobody.apiKey;',
  'const e = global.get("CREDENTIALS").twilio.nope;',
  'return global.get("SECRETS.API_KEY");',
].join('\n');
const FOUND = [
  'unknown-secret NOPE',
  'missing-in-space ONLY_DEV',
  'unknown-path nope',
  'unknown-credential nobody',
  'unknown-credential-field nope',
];

describe('findings', () => {
  it('are pulled, each on its name alone, and "unchanged" when nothing changed', async () => {
    const { client, workspace } = await newsroom();
    const text = functionFlow(CODE);
    const uri = await client.open(workspace.path('flows/pulled.json'), text);
    assert.deepEqual(shown(text, await client.pull(uri)), FOUND);
    const pull = (previousResultId?: string) =>
      client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      });
    const { resultId } = await pull();
    assert.deepEqual(await pull(resultId), { kind: 'unchanged', resultId });
    assert.equal(client.pushed.size, 0, 'never both');
  });

  it('are "unchanged" exactly as long as they say the same', async () => {
    const { client, workspace } = await newsroom();
    const node = (name: string) => ({ type: 'function', func: `return global.get("SECRETS.${name}");` });
    const texts = ['NOPE', 'NADA', 'API_KEY'].flatMap((name) =>
      ['', '\n', ' '].map((blank) => blank + flow(node(name), node('NOPE'))),
    );
    const uri = await client.open(workspace.path('flows/same.json'), texts[0] ?? '');
    const pull = (previousResultId?: string) =>
      client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      });
    let told = await pull();
    for (const text of [0, 0, 3, 3, 6, 1, 4, 4, 2, 0].map((index) => texts[index] ?? '')) {
      await client.change(uri, text);
      const items = await client.pull(uri);
      const answer = await pull(told.resultId);
      const isSame = told.kind === 'full' && isDeepStrictEqual(told.items, items);
      assert.equal(answer.kind, isSame ? 'unchanged' : 'full');
      if (answer.kind === 'full') told = answer;
      else assert.equal(answer.resultId, told.resultId);
    }
  });

  it('are right in the very first answer after the start', async () => {
    const workspace = makeNewsroom();
    const client = await TestClient.start({ folders: [workspace.root] });
    const text = functionFlow(CODE);
    const uri = await client.open(workspace.path('flows/first.json'), text);
    assert.deepEqual(shown(text, await client.pull(uri)), FOUND);
    await end(client, workspace);
  });

  it('are pushed to a client that can’t pull, and taken back on close', async () => {
    const { client, workspace } = await newsroom(PUSHED_TO);
    const text = functionFlow(CODE);
    const uri = await client.open(workspace.path('flows/pushed.json'), text);
    await client.until(() => client.pushed.get(uri)?.length === FOUND.length);
    assert.deepEqual(shown(text, client.pushed.get(uri) ?? []), FOUND);
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    await client.change(uri, functionFlow('return msg;'));
    await client.until(() => client.pushed.get(uri)?.length === 0);
    await client.change(uri, text);
    await client.until(() => client.pushed.get(uri)?.length === FOUND.length);
    await client.close(uri);
    await client.until(() => client.pushed.get(uri)?.length === 0);
  });

  it('depend on the present text only, whatever edits led to it', async () => {
    const { client, workspace } = await newsroom();
    const start = flow({ type: 'function', func: CODE }, { type: 'template', template: '{{global.SECRETS.NOPE}}' });
    const uri = await client.open(workspace.path('flows/edited.json'), start);
    const piece = fc.constantFrom(
      '',
      ']',
      '"',
      '\\',
      '\\u',
      '\r\n',
      '{',
      '{{#global.SECRETS}}',
      'global.get(\\"SECRETS.X',
      '🔑',
    );
    const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 60 }), text: piece });
    let fresh = 0;
    const property = fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      await client.change(uri, start);
      for (const { at, length, text } of edits) {
        const from = addressable(client.text(uri), at % (client.text(uri).length + 1));
        const to = addressable(client.text(uri), Math.min(client.text(uri).length, from + length));
        await client.change(uri, text, from, Math.max(from, to));
      }
      const other = await client.open(workspace.path(`flows/fresh-${fresh++}.json`), client.text(uri));
      const [edited, opened] = [await client.pull(uri), await client.pull(other)];
      await client.close(other);
      assert.deepEqual(edited, opened);
    });
    await fc.assert(property, { numRuns: 25 });
  });
});

/** An LSP position can't point between \r and \n. */
function addressable(text: string, offset: number): number {
  return text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset;
}

describe('findings and the store', () => {
  let workspace: TestWorkspace;
  let client: TestClient;
  const text = functionFlow(CODE);
  beforeEach(async () => {
    workspace = makeNewsroom();
    client = await TestClient.start({ folders: [workspace.root] });
    await client.until(() => client.watchers.length > 0);
  });
  afterEach(() => end(client, workspace));

  /** Asks again whenever the server says that something changed, until what is shown is this. */
  async function shows(uri: string, expected: readonly string[]): Promise<void> {
    for (;;) {
      const before = client.refreshes;
      const now = shown(text, await client.pull(uri));
      if (JSON.stringify(now) === JSON.stringify(expected)) return;
      await client.until(() => client.refreshes > before);
    }
  }

  it('follow a key that a colleague adds', async () => {
    const uri = await client.open(workspace.path('flows/a.json'), text);
    await shows(uri, FOUND);
    const secrets = { API_KEY: 'text', MAM: { host: 'text' }, ONLY_DEV: 'text', NOPE: { host: 'text' } } as const;
    await client.fileChanged(workspace.space('DEV', secrets));
    await shows(uri, ['missing-in-space NOPE', ...FOUND.slice(1)]);
  });

  const damages: readonly (readonly [name: string, damage: () => string])[] = [
    ['torn', () => workspace.write('secrets/dev.space.json', '{ "space": "DEV", "secr')],
    ['empty', () => workspace.write('secrets/dev.space.json', '')],
    ['missing', () => workspace.remove('secrets/dev.space.json')],
  ];
  for (const [name, damage] of damages) {
    it(`are withdrawn while a bound space file is ${name}, and only in the files bound to it`, async () => {
      const uri = await client.open(workspace.path('flows/a.json'), text);
      const other = await client.open(workspace.path('prod/b.json'), functionFlow('global.get("SECRETS.NOPE")'));
      await shows(uri, FOUND);
      await client.fileChanged(damage());
      await shows(uri, ['unknown-credential nobody', 'unknown-credential-field nope']);
      assert.equal((await client.pull(other)).length, 1);
      const secrets = { API_KEY: 'text', MAM: { host: 'text', port: 'text' }, ONLY_DEV: 'text' } as const;
      await client.fileChanged(workspace.space('DEV', secrets));
      await shows(uri, FOUND);
    });
  }

  it('keep what is certain while credentials.json is torn', async () => {
    const uri = await client.open(workspace.path('flows/a.json'), text);
    await shows(uri, FOUND);
    await client.fileChanged(workspace.write('secrets/credentials.json', '{'));
    await shows(uri, FOUND.slice(0, 3));
  });

  it('follow a changed configuration', async () => {
    const uri = await client.open(workspace.path('flows/a.json'), text);
    await shows(uri, FOUND);
    await client.fileChanged(workspace.config({}));
    await shows(uri, FOUND.toSpliced(1, 1));
  });
});

async function end(client: TestClient, workspace: TestWorkspace): Promise<void> {
  await client.stop();
  workspace.dispose();
}

import { deepEqual, equal } from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import {
  type CompletionList,
  type DocumentHighlight,
  type Hover,
  type Location,
} from 'vscode-languageserver-protocol/node';
import { addressOfCode } from '../../language/code/code-address.ts';
import {
  type CodePlaceState,
  CodePlacesRequest,
  type FlowSymbol,
  RenameRequest,
  type RenameResult,
  SymbolAtRequest,
  type UsagesResult,
  UsagesRequest,
} from '../../server/protocol.ts';
import { TestClient, textIn } from './support/client.ts';
import { functionFlow, makeNewsroom } from './support/newsroom.ts';

const CODE = 'const k = global.get("SECRETS.API_KEY");\nreturn global.get("SECRETS.API_KEY");';
const FLOW = JSON.stringify([
  { id: 't1', type: 'tab', label: 'Ingest' },
  { id: 'n1', type: 'function', z: 't1', name: 'fetch / token', func: CODE, initialize: '', finalize: '' },
  { id: 'n2', type: 'function', z: 't1', name: '', func: 'global.get("SECRETS.API_KEY")', initialize: 'x' },
  { id: 'n3', type: 'template', z: 't1', name: 'page', format: 'html', syntax: 'mustache', template: '{{x}}' },
  {
    id: 'n4',
    type: 'change',
    z: 't1',
    name: 'set',
    rules: [{ t: 'set', p: 'a', pt: 'msg', to: '$x', tot: 'jsonata' }],
  },
]);

const SILENT = FLOW.replace('"name":"fetch / token"', '"name":"","info":"flow-secrets-ignore unknown-secret"');
/** A flow that is not read in one go with others of its kind. */
const LONG = functionFlow('global.get("SECRETS.API_KEY");\n'.repeat(80));

/** A server with the flow closed on disk behind `others`, and the code of `n1` open. */
async function withCode(text: string, content = FLOW, others = 0) {
  const workspace = makeNewsroom();
  for (let count = 0; count < others; count++) workspace.write(`flows/${count}.json`, LONG);
  const flow = workspace.write('flows/ingest.json', content);
  const client = await TestClient.start({ folders: [workspace.root] });
  const { path, query } = addressOfCode(
    {
      flow: decodeURIComponent(pathToFileURL(flow).pathname),
      node: 'n1',
      property: 'func',
      reader: 'function',
      title: 'Ingest › fetch token',
    },
    'js',
  );
  const uri = `flow-code://${path.split('/').map(encodeURIComponent).join('/')}?${query}`;
  await client.open(uri, text, 'javascript');
  const at = (method: string, behind: string, more: object = {}): Promise<unknown> =>
    client.at(method, uri, text.indexOf(behind) + behind.length, more);
  return { workspace, client, uri, flow, at };
}

describe('code in an editor of its own', () => {
  it('is found in the flow file, with titles for people', async () => {
    const workspace = makeNewsroom();
    const client = await TestClient.start({ folders: [workspace.root] });
    const uri = await client.open(workspace.write('flows/ingest.json', FLOW), FLOW);
    const places = await client.connection.sendRequest<CodePlaceState[]>(CodePlacesRequest.method, { uri });
    deepEqual(
      places.map(({ node, title, ending, reader, isEmpty }) => [node, title, ending, reader, isEmpty]),
      [
        ['n1', 'Ingest › fetch / token', 'js', 'function', false],
        ['n1', 'Ingest › fetch / token › initialize', 'js', 'startup-function', true],
        ['n1', 'Ingest › fetch / token › finalize', 'js', 'function', true],
        ['n2', 'Ingest › function', 'js', 'function', false],
        ['n2', 'Ingest › function › initialize', 'js', 'startup-function', false],
        ['n3', 'Ingest › page', 'html', 'mustache', false],
        ['n4', 'Ingest › set › rules[0].to', 'jsonata', 'jsonata', false],
      ],
    );
    equal(textIn(FLOW, places[0]!.range), JSON.stringify(CODE).slice(1, -1));
    const { start } = places[3]!.nodeRange;
    const of = async (one: unknown): Promise<readonly string[]> => {
      const found = await client.connection.sendRequest<CodePlaceState[]>(CodePlacesRequest.method, { uri, of: one });
      return found.map(({ node, property }) => `${node} ${property}`);
    };
    deepEqual(await of({ ...start, character: start.character + 1 }), ['n2 func', 'n2 initialize']);
    deepEqual(await of('n3'), ['n3 template']);
    deepEqual(await of({ line: 0, character: 0 }), []);
    await client.stop();
  });

  it('has completion, hover, highlights and findings by the flow file’s binding', async () => {
    const text = 'global.get("SECRETS.NOPE");\nglobal.get("SECRETS.API_KEY");\nSECRETS.X';
    const { client, uri, at } = await withCode(text);
    const { items } = (await at('textDocument/completion', 'SECRETS.')) as CompletionList;
    deepEqual(items.map(({ label }) => label).includes('MAM'), true);
    const hover = (await at('textDocument/hover', 'SECRETS.API')) as Hover;
    equal(textIn(text, hover.range!), 'API_KEY');
    equal(((await at('textDocument/documentHighlight', 'SECRETS.API')) as DocumentHighlight[]).length, 1);
    deepEqual(
      (await client.pull(uri)).map(({ code, range }) => [code, textIn(text, range)]),
      [
        ['unknown-secret', 'NOPE'],
        ['bare-access', 'SECRETS.X'],
      ],
    );
    await client.stop();
  });

  it('is renamed where it is edited, and named by its flow file', async () => {
    const text = 'const mam = global.get("SECRETS.MAM"); // unsaved\nreturn mam.host;';
    const { client, workspace, uri } = await withCode(text);
    const symbol = await client.connection.sendRequest<FlowSymbol>(SymbolAtRequest.method, {
      uri,
      position: { line: 1, character: 'return mam.h'.length },
    });
    deepEqual([symbol.key, symbol.path, textIn(text, symbol.range)], ['MAM', ['host'], 'host']);
    const { name, range, ...target } = symbol;
    const plan = await client.connection.sendRequest<RenameResult>(RenameRequest.method, {
      ...target,
      to: 'host name',
    });
    deepEqual([plan.refusals, name, textIn(text, range)], [[], 'host', 'host']);
    deepEqual(
      plan.files.map(({ uri: file, version, edits }) => [file, version, edits.map((edit) => edit.text)]),
      [[uri, 1, ['["host name"]']]],
    );
    equal(plan.files[0]!.edits[0]!.place.location, 'flows/ingest.json');
    await client.stop();
    workspace.dispose();
  });

  it('ignores what its node’s description ignores, the flow file closed and open', async () => {
    const text = 'global.get("SECRETS.NOPE");\nSECRETS.X';
    const { client, uri, flow } = await withCode(text, SILENT);
    const rules = async (): Promise<unknown> => (await client.pull(uri)).map(({ code }) => code);
    deepEqual(await rules(), ['bare-access']);
    const flowUri = await client.open(flow, SILENT);
    deepEqual(await rules(), ['bare-access']);
    await client.change(flowUri, FLOW);
    deepEqual(await rules(), ['unknown-secret', 'bare-access']);
    await client.stop();
  });

  it('ignores that, however late the flow file is read', async () => {
    const { client, workspace, uri } = await withCode('global.get("SECRETS.NOPE");', SILENT, 60);
    deepEqual(await client.pull(uri), []);
    await client.stop();
    workspace.dispose();
  });

  it('counts instead of what the flow file has there, unsaved too', async () => {
    const text = 'global.get("SECRETS.API_KEY")\nglobal.get("SECRETS.MAM")';
    const { client, workspace, at, uri, flow } = await withCode(text);
    const found = (await at('textDocument/references', 'API_', {
      context: { includeDeclaration: false },
    })) as Location[];
    deepEqual(found.map((place) => place.uri === uri).sort(), [false, true]);
    const usages = await client.connection.sendRequest<UsagesResult>(UsagesRequest.method, {
      root: workspace.root,
      target: { kind: 'secret', space: 'DEV', key: 'MAM' },
      fresh: true,
    });
    deepEqual(
      usages.references.map((place) => [place.uri === uri, place.site]),
      [[true, 'Ingest › fetch token › func']],
    );
    // The flow file open as well: still once.
    await client.open(flow, FLOW);
    const again = (await at('textDocument/references', 'API_', {
      context: { includeDeclaration: false },
    })) as Location[];
    equal(again.length, 2);
    await client.stop();
  });
});

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { ErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { faultOf } from '../../server/params.ts';
import { type TestWorkspace } from '../support/workspace.ts';
import { TestClient } from './support/client.ts';
import { cursorIn, functionFlow, makeNewsroom } from './support/newsroom.ts';

const textDocument = { uri: 'file:///a.json' };
const position = { line: 0, character: 0 };
const range = { start: position, end: position };
const secret = { kind: 'secret', space: 'DEV', key: 'X' };

/** Method, parameters, and the part that is wrong with what it must be; none where they are right. */
const ROWS: readonly (readonly [method: string, params: unknown, fault?: string])[] = [
  ['textDocument/hover', { textDocument, position }],
  ['textDocument/hover', { textDocument, position, workDoneToken: 7, more: null }],
  ['textDocument/hover', null, 'params must be an object'],
  ['textDocument/hover', [], 'params.textDocument must be an object'],
  ['textDocument/hover', {}, 'params.textDocument must be an object'],
  ['textDocument/hover', { textDocument: { uri: 5 }, position }, 'params.textDocument.uri must be a string'],
  ['textDocument/hover', { textDocument }, 'params.position must be an object'],
  [
    'textDocument/hover',
    { textDocument, position: { line: -1, character: 0 } },
    'params.position.line must be a whole number, 0 or more',
  ],
  [
    'textDocument/completion',
    { textDocument, position: { line: 0, character: 0.5 } },
    'params.position.character must be a whole number, 0 or more',
  ],
  ['textDocument/references', { textDocument, position }, 'params.context must be an object'],
  ['textDocument/rename', { textDocument, position, newName: null }, 'params.newName must be a string'],
  ['textDocument/inlayHint', { textDocument, range: { start: position } }, 'params.range.end must be an object'],
  ['textDocument/codeAction', { textDocument, range, context: {} }, 'params.context.diagnostics must be a list'],
  [
    'textDocument/codeAction',
    { textDocument, range, context: { diagnostics: [{}, null] } },
    'params.context.diagnostics[1] must be an object',
  ],
  ['textDocument/semanticTokens/full/delta', { textDocument }, 'params.previousResultId must be a string'],
  ['workspace/diagnostic', { previousResultIds: [] }],
  ['workspace/diagnostic', {}, 'params.previousResultIds must be a list'],
  ['flow-secrets/usages', { root: '/w', target: secret, fresh: true }],
  [
    'flow-secrets/usages',
    { root: '/w', target: { ...secret, path: [5] }, fresh: true },
    'params.target.path[0] must be a string',
  ],
  ['flow-secrets/usages', { root: '/w', target: secret }, 'params.fresh must be true or false'],
  ['flow-secrets/usages', { root: '/w', target: { kind: 'space', space: 'DEV', keys: ['X'] }, fresh: false }],
  ['flow-secrets/usages', { root: '/w', target: { kind: 'credential', name: '__proto__' }, fresh: false }],
  [
    'flow-secrets/usages',
    { root: '/w', target: null, fresh: false },
    'params.target.kind must be “secret”, “space” or “credential”',
  ],
  ['flow-secrets/codePlaces', { uri: 'a' }],
  ['flow-secrets/codePlaces', { uri: 'a', of: 'node' }],
  ['flow-secrets/codePlaces', { uri: 'a', of: {} }, 'params.of.line must be a whole number, 0 or more'],
  ['flow-secrets/literal', { uri: 'a', range, referent: { key: 'X', path: [{ name: 'a', index: false }] } }],
  [
    'flow-secrets/literal',
    { uri: 'a', range, referent: { key: 'X', path: ['a'] } },
    'params.referent.path[0] must be an object',
  ],
  [
    'flow-secrets/rename',
    { root: '/w', kind: 'space', key: 'X', path: [], spaces: [], to: 'Y' },
    'params.kind must be “secret” or “credential”',
  ],
  ['textDocument/inlineCompletion', { textDocument, position }, 'params.context must be an object'],
  [
    'textDocument/didOpen',
    { textDocument: { uri: 'a', languageId: 'json', version: 1, text: null } },
    'params.textDocument.text must be a string',
  ],
  ['textDocument/didChange', { textDocument, contentChanges: [{ text: '' }, { range, text: '' }] }],
  ['textDocument/didChange', { textDocument, contentChanges: null }, 'params.contentChanges must be a list'],
  [
    'textDocument/didChange',
    { textDocument, contentChanges: [{ text: 5 }] },
    'params.contentChanges[0].text must be a string',
  ],
  ['textDocument/didClose', {}, 'params.textDocument must be an object'],
  ['workspace/didChangeWatchedFiles', { changes: [{ uri: 5, type: 1 }] }, 'params.changes[0].uri must be a string'],
  [
    'workspace/didChangeWorkspaceFolders',
    { event: { added: [null], removed: [] } },
    'params.event.added[0] must be an object',
  ],
  ['initialize', { capabilities: [] }],
  ['initialize', { capabilities: {}, processId: null, rootUri: null, workspaceFolders: null }],
  ['initialize', { capabilities: null }, 'params.capabilities must be an object'],
  ['initialize', { capabilities: {}, workspaceFolders: [null] }, 'params.workspaceFolders[0] must be an object'],
  ['shutdown', undefined],
  ['no/such/method', 7],
];

describe('parameters of messages', () => {
  for (const [method, params, fault] of ROWS)
    it(`${method} ${JSON.stringify(params)}`, () => {
      assert.equal(faultOf(method, params), fault && `${method}: ${fault}.`);
    });

  describe('of a server', () => {
    let workspace: TestWorkspace;
    let client: TestClient;
    beforeEach(async () => {
      workspace = makeNewsroom();
      client = await TestClient.start({ folders: [workspace.root] });
    });
    afterEach(async () => {
      await client.stop();
      workspace.dispose();
    });

    it('are refused by name, and nothing else changes', async () => {
      const { text, offset } = cursorIn(functionFlow('global.get("SECRETS.API¦_KEY")'));
      const uri = await client.open(workspace.path('flows/a.json'), text);
      for (const [method, params] of [
        ['textDocument/hover', { textDocument: { uri } }],
        ['flow-secrets/fileState', { uri: 7 }],
        ['initialize', { capabilities: null }],
      ] as const)
        await assert.rejects(client.connection.sendRequest(method, params), (error: unknown) => {
          assert.ok(error instanceof ResponseError);
          assert.equal(error.code, ErrorCodes.InvalidParams);
          assert.match(error.message, /^[\w/-]+: params\.[\w.]+ must be /);
          return true;
        });
      assert.match(JSON.stringify(await client.at('textDocument/hover', uri, offset)), /API_KEY/);
    });

    it('are ignored in notifications, which change nothing and stop nothing', async () => {
      const { text, offset } = cursorIn(functionFlow('global.get("SECRETS.API¦_KEY")'));
      const uri = await client.open(workspace.path('flows/a.json'), text);
      const torn = pathToFileURL(workspace.path('flows/b.json')).href;
      for (const [method, params] of [
        ['textDocument/didOpen', { textDocument: { uri: torn, languageId: 'json', version: 1, text: null } }],
        ['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: 5 }] }],
        ['textDocument/didClose', { textDocument: null }],
        ['workspace/didChangeWatchedFiles', { changes: [null] }],
        ['workspace/didChangeWorkspaceFolders', { event: null }],
      ] as const)
        await client.connection.sendNotification(method, params);
      // Asks for a look at the whole workspace, open documents and all.
      await client.connection.sendRequest('flow-secrets/usages', {
        root: workspace.root,
        target: { kind: 'secret', space: 'DEV', key: 'API_KEY' },
        fresh: true,
      });
      assert.match(JSON.stringify(await client.at('textDocument/hover', uri, offset)), /API_KEY/);
    });
  });
});

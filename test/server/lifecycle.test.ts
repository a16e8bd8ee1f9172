import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Hover } from 'vscode-languageserver-protocol/node';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { TestClient } from './support/client.ts';
import { cursorIn, functionFlow, makeNewsroom } from './support/newsroom.ts';

const { text: FLOW, offset: AT } = cursorIn(
  functionFlow('global.get("SECRETS.API¦_KEY") + global.get("SECRETS.NOPE")'),
);

const MAIN = join(import.meta.dirname, '../../server/main.ts');

describe('the server’s life', () => {
  let workspace: TestWorkspace;
  beforeEach(() => {
    workspace = makeNewsroom();
  });
  afterEach(() => {
    workspace.dispose();
  });

  it('says what it can do', async () => {
    const client = await TestClient.start({ folders: [workspace.root] });
    const { capabilities, serverInfo } = client.result;
    assert.equal(serverInfo?.name, 'flow-secrets');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.ok(capabilities.completionProvider?.triggerCharacters?.includes('.'));
    assert.ok(capabilities.inlineCompletionProvider);
    // It answers with the command to run: this client has none of ours.
    assert.ok(capabilities.renameProvider);
    assert.equal(await client.stop(), 0);
  });

  it('loses nothing of a client that does not wait for the first answer', async () => {
    const uri = pathToFileURL(workspace.path('flows/a.json')).href;
    const folders = [{ uri: pathToFileURL(workspace.root).href, name: 'newsroom' }];
    const textDocument = { uri, languageId: 'json', version: 1, text: FLOW };
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, capabilities: {}, workspaceFolders: folders } },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument } },
      { id: 2, method: 'textDocument/documentSymbol', params: { textDocument: { uri } } },
    ];
    const output = await exchange(messages, 2);
    assert.ok(output.indexOf('"id":1') < output.indexOf('"id":2'));
    assert.match(output, /API_KEY/);
  });

  it('refuses requests before initialize, and a second initialize, which changes nothing', async () => {
    const uri = pathToFileURL(workspace.path('flows/a.json')).href;
    const folders = [{ uri: pathToFileURL(workspace.root).href, name: 'newsroom' }];
    const textDocument = { uri, languageId: 'json', version: 1, text: FLOW };
    const initialize = {
      method: 'initialize',
      params: { processId: null, capabilities: {}, workspaceFolders: folders },
    };
    const output = await exchange(
      [
        { id: 1, method: 'textDocument/documentSymbol', params: {} },
        { id: 2, ...initialize },
        { id: 3, ...initialize, params: { ...initialize.params, workspaceFolders: [] } },
        { method: 'initialized', params: {} },
        { method: 'textDocument/didOpen', params: { textDocument } },
        { id: 4, method: 'flow-secrets/fileState', params: { uri } },
      ],
      4,
    );
    assert.match(output, /"id":1,"error":\{"code":-32002/);
    assert.match(output, /"id":3,"error":\{"code":-32600/);
    assert.match(output, /"id":4,"result":.*"scope":"bound"/);
  });

  it('refuses requests after shutdown', async () => {
    const output = await exchange(
      [
        { id: 1, method: 'initialize', params: { processId: null, capabilities: {} } },
        { method: 'initialized', params: {} },
        { id: 2, method: 'shutdown' },
        { id: 3, method: 'flow-secrets/fileState', params: { uri: 'file:///a.json' } },
        { id: 4, method: 'shutdown' },
      ],
      4,
    );
    assert.match(output, /"id":2,"result":null/);
    assert.match(output, /"id":3,"error":\{"code":-32600/);
    assert.match(output, /"id":4,"error":\{"code":-32600/);
  });

  it('ends by itself when its input is closed', async () => {
    const client = await TestClient.start({ folders: [workspace.root] });
    const ended = once(client.process, 'exit');
    client.process.stdin?.destroy();
    await ended;
  });

  it('follows folders that come and go, with what is open', async () => {
    const empty = makeWorkspace();
    const client = await TestClient.start({ folders: [empty.root] });
    const uri = await client.open(workspace.path('flows/a.json'), FLOW);
    assert.deepEqual(await client.pull(uri), [], 'outside of all folders nothing is judged');
    const folder = { uri: pathToFileURL(workspace.root).href, name: 'newsroom' };
    const change = (added: object[], removed: object[]) =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    await change([folder], []);
    assert.deepEqual(
      (await client.pull(uri)).map(({ code }) => code),
      ['unknown-secret'],
    );
    await change([], [folder]);
    assert.deepEqual(await client.pull(uri), []);
    await client.stop();
    empty.dispose();
  });

  it('answers about documents that are no files, or not open, or no documents at all', async () => {
    const client = await TestClient.start({ folders: [workspace.root] });
    const untitled = await client.open('untitled:Untitled-1', FLOW);
    assert.match(JSON.stringify(await client.at<Hover>('textDocument/hover', untitled, AT)), /API_KEY/);
    assert.deepEqual(await client.pull(untitled), []);
    const far = { line: 1e9, character: 1e9 };
    const requests: [string, object][] = [
      ['textDocument/hover', { textDocument: { uri: 'file:///nowhere.json' }, position: far }],
      ['textDocument/completion', { textDocument: { uri: untitled }, position: far }],
      ['textDocument/definition', { textDocument: { uri: 'http://[' }, position: far }],
      ['textDocument/references', { textDocument: { uri: untitled }, position: far, context: {} }],
      ['textDocument/hover', {}],
      ['flow-secrets/usages', { root: 7 }],
      ['no/such/method', {}],
    ];
    for (const [method, params] of requests) {
      // A result or an error, never silence.
      await client.connection.sendRequest(method, params).catch((error: unknown) => {
        assert.ok(error instanceof Error);
      });
    }
    assert.equal(await client.stop(), 0);
  });

  it('tells its version and its use, and writes no word on stdout otherwise', async () => {
    const run = (...args: string[]) => promisify(execFile)(process.execPath, ['--import', 'tsx', MAIN, ...args]);
    const [version, help] = await Promise.all([
      run('--version'),
      run('--help'),
      assert.rejects(run(), { code: 2, stdout: '' }),
    ]);
    assert.match(version.stdout, /^\d+\.\d+\.\d+/);
    assert.match(help.stdout, /--stdio/);
  });
});

function framed(message: string): string {
  return `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`;
}

/** What a server of its own answers to messages that are sent all at once, up to the answer of the last request. */
async function exchange(messages: readonly object[], last: number): Promise<string> {
  const server = spawn(process.execPath, ['--import', 'tsx', MAIN, '--stdio']);
  server.stdin.write(messages.map((message) => framed(JSON.stringify({ jsonrpc: '2.0', ...message }))).join(''));
  let output = '';
  for await (const part of server.stdout.setEncoding('utf8')) {
    output += String(part);
    if (output.includes(`"id":${last}`)) server.stdin.end();
  }
  return output;
}

import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { type Diagnostic } from 'vscode-languageserver-protocol/node';
import { type TestWorkspace } from '../support/workspace.ts';
import { PUSHED_TO, TestClient } from './support/client.ts';
import { functionFlow, makeNewsroom } from './support/newsroom.ts';

/** An editor of the older kind: it neither pulls nor watches. */
const PLAIN = { ...PUSHED_TO, workspace: { workspaceFolders: true } };

describe('watching files', () => {
  let workspace: TestWorkspace;
  let client: TestClient;
  beforeEach(() => {
    workspace = makeNewsroom();
  });
  afterEach(async () => {
    await client.stop();
    workspace.dispose();
  });

  it('is left to the client where it offers that, for files that bindings name too', async () => {
    client = await TestClient.start({ folders: [workspace.root] });
    const patterns = () =>
      client.watchers.map(({ globPattern }) => (typeof globPattern === 'string' ? globPattern : globPattern.pattern));
    await client.until(() => patterns().includes('pages/*.html'));
    assert.ok(patterns().some((pattern) => pattern.includes('json') && pattern.includes('mustache')));
  });

  it('is done by the server where the client can’t', async () => {
    mkdirSync(workspace.path('loop'));
    symlinkSync('..', workspace.path('loop/up'));
    client = await TestClient.start({ folders: [workspace.root], capabilities: PLAIN });
    const uri = await client.open(workspace.path('flows/a.json'), functionFlow('global.get("SECRETS.ADDED")'));
    const codes = () => (client.pushed.get(uri) ?? []).map(({ code }: Diagnostic) => code);
    await client.until(() => codes().includes('unknown-secret'));
    // Written until it is seen: watching may begin a moment after the first findings.
    const writing = setInterval(() => {
      workspace.space('PROD', { API_KEY: 'text', ADDED: 'text' });
      workspace.space('DEV', { API_KEY: 'text', ADDED: 'text' });
    }, 200);
    await client.until(() => codes().length === 0 && client.pushed.has(uri));
    clearInterval(writing);
    assert.equal(client.watchers.length, 0);
    assert.ok(!Buffer.concat(client.written).includes("can't be watched"), 'a link was followed that leads away');
  });
});

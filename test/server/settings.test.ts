import assert from 'node:assert/strict';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-protocol/node';
import { resultIdOf, toDiagnostic } from '../../server/diagnostics.ts';
import { clientFeatures } from '../../server/client-features.ts';
import { FULL, TestClient } from './support/client.ts';
import { functionFlow, makeNewsroom } from './support/newsroom.ts';

const { Error, Information } = DiagnosticSeverity;

function severities(diagnostics: readonly Diagnostic[]): unknown {
  return diagnostics.map(({ code, severity }) => [code, severity]);
}

describe('settings of rules', () => {
  const workspace = makeNewsroom();
  let client: TestClient;
  let uri: string;
  after(() => {
    workspace.dispose();
  });
  afterEach(() => client.stop());

  async function start(more: object, initializationOptions: object = {}): Promise<void> {
    const capabilities = { ...FULL, workspace: { ...FULL.workspace, ...more } };
    client = await TestClient.start({ folders: [workspace.root], capabilities, initializationOptions });
    uri = await client.open(workspace.path('flows/rules.json'), functionFlow('global.get("SECRETS.NOPE")'));
  }

  it('hold from the start, and change at once', async () => {
    await start({}, { rules: { 'unknown-secret': 'info' } });
    assert.deepEqual(severities(await client.pull(uri)), [['unknown-secret', Information]]);
    const { refreshes } = client;
    await client.settings({ flowSecrets: { rules: { 'unknown-secret': 'off' } } });
    await client.until(() => client.refreshes > refreshes);
    assert.deepEqual(await client.pull(uri), []);
    await client.settings({ rules: {} });
    assert.deepEqual(severities(await client.pull(uri)), [['unknown-secret', Error]]);
    await client.settings({ flowSecrets: { rules: ['nonsense'] } });
    assert.deepEqual(severities(await client.pull(uri)), [['unknown-secret', Error]]);
  });

  it('are asked for where the client does not send them', async () => {
    await start({ configuration: true });
    const asked = new Promise<unknown>((resolve) => {
      client.connection.onRequest('workspace/configuration', (params: unknown) => {
        resolve(params);
        return [{ rules: { 'unknown-secret': 'off' } }];
      });
    });
    assert.equal((await client.pull(uri)).length, 1);
    const { refreshes } = client;
    await client.settings(null);
    assert.deepEqual(await asked, { items: [{ section: 'flowSecrets' }] });
    await client.until(() => client.refreshes > refreshes);
    assert.deepEqual(await client.pull(uri), []);
  });
});

describe('a diagnostic', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const finding = {
    rule: 'unused-secret',
    severity: 'hint',
    message: 'm',
    start: 0,
    end: 1,
    fixes: [],
    range,
  } as const;
  const initialize = { processId: null, rootUri: null };

  it('has tags for a client that knows them', () => {
    const knows = { textDocument: { diagnostic: { tagSupport: { valueSet: [DiagnosticTag.Unnecessary] } } } };
    const tagged = toDiagnostic(finding, clientFeatures({ ...initialize, capabilities: knows }));
    assert.deepEqual(tagged.tags, [DiagnosticTag.Unnecessary]);
    const plain = toDiagnostic(finding, clientFeatures({ ...initialize, capabilities: {} }));
    assert.equal('tags' in plain, false);
    assert.notEqual(resultIdOf([tagged]), resultIdOf([plain]));
  });
});

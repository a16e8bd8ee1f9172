import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type CodeAction, type CodeLens, type Diagnostic } from 'vscode-languageserver-protocol/node';
import { type TestWorkspace } from '../support/workspace.ts';
import { FULL, TestClient, textIn } from './support/client.ts';
import { flow as flowOf, functionFlow, makeNewsroom } from './support/newsroom.ts';

const CAPABILITIES = {
  ...FULL,
  workspace: { ...FULL.workspace, codeLens: { refreshSupport: true } },
  textDocument: { ...FULL.textDocument, diagnostic: { tagSupport: { valueSet: [1, 2] as (1 | 2)[] } } },
};

describe('a file of the store', () => {
  let workspace: TestWorkspace;
  let client: TestClient;
  beforeEach(async () => {
    workspace = makeNewsroom();
    const uses = ['API_KEY', 'API_KEY', 'MAM.host', 'LIST', 'NOTHING', 'ONLY_DEV'];
    workspace.write('flows/a.json', functionFlow(uses.map((name) => `global.get("SECRETS.${name}");`).join('\n')));
    // No binding names it: it may run anywhere.
    workspace.write(
      'loose/b.json',
      functionFlow('global.get("SECRETS[\\"mail-gun\\"]"); global.get("CREDENTIALS").twilio.accountSid;'),
    );
    const initializationOptions = { commands: true };
    client = await TestClient.start({ folders: [workspace.root], capabilities: CAPABILITIES, initializationOptions });
    await client.until(() => client.watchers.length > 0);
  });
  afterEach(async () => {
    assert.ok(!Buffer.concat(client.written).includes('ENC['));
    await client.stop();
    workspace.dispose();
  });

  async function open(file: string): Promise<string> {
    return client.open(workspace.path(file), readFileSync(workspace.path(file), 'utf8'));
  }

  async function lenses(uri: string): Promise<readonly string[]> {
    const found = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return found.map(({ range, command }) => `${textIn(client.text(uri), range)}: ${command?.title ?? ''}`);
  }

  function shown(uri: string, diagnostics: readonly Diagnostic[]): readonly string[] {
    return diagnostics.map(
      ({ range, code, severity, tags = [] }) =>
        `${String(code)} ${textIn(client.text(uri), range)} ${String(severity)} ${tags.join()}`,
    );
  }

  it('says how often each secret is used, and which is unused', async () => {
    const uri = await open('secrets/dev.space.json');
    assert.deepEqual(await lenses(uri), [
      'API_KEY: 2 uses',
      'MAM: 1 use',
      'LIST: 1 use',
      'NOTHING: 1 use',
      'ONLY_DEV: 1 use',
      'mail-gun: 1 use',
      'say \\"hi\\": unused',
    ]);
    assert.deepEqual(shown(uri, await client.pull(uri)), ['unused-secret say \\"hi\\" 4 1']);
  });

  it('opens the list of uses, and has nothing to open where there are none', async () => {
    const uri = await open('secrets/dev.space.json');
    const found = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    assert.deepEqual(found[0]?.command?.arguments, [{ root: workspace.root, space: 'DEV', key: 'API_KEY' }]);
    assert.equal(found[0].command.command, 'flowSecrets.findUsages');
    assert.equal(found.at(-1)?.command?.command, '');
  });

  it('offers to delete what is unused', async () => {
    const uri = await open('secrets/dev.space.json');
    const [diagnostic] = await client.pull(uri);
    assert.ok(diagnostic);
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [
        [
          'Delete secret “say "hi"” from DEV…',
          'flowSecrets.deleteSecret',
          [{ root: workspace.root, space: 'DEV', key: 'say "hi"' }],
        ],
      ],
    );
  });

  it('says "maybe" beside a computed name, without drawing it as unnecessary, and follows edits elsewhere', async () => {
    const uri = await open('secrets/dev.space.json');
    await client.pull(uri);
    await client.until(() => client.lensRefreshes > 0);
    const before = client.refreshes;
    const flow = await client.open(workspace.path('flows/c.json'), functionFlow('global.get("SECRETS")[msg.x];'));
    await client.until(() => client.refreshes > before);
    assert.deepEqual(shown(uri, await client.pull(uri)), ['unused-secret say \\"hi\\" 4 ']);
    assert.ok((await lenses(uri)).includes('say \\"hi\\": maybe unused'));
    const text = client.text(flow);
    await client.change(flow, text.replace('[msg.x]', '[\'say \\"hi\\"\']'));
    await client.until(() => client.refreshes > before + 1);
    assert.deepEqual(shown(uri, await client.pull(uri)), []);
  });

  it('counts what is open, however long that takes to read', async () => {
    const uri = await open('secrets/dev.space.json');
    await client.pull(uri);
    const long = 'global.get("SECRETS.API_KEY");\n'.repeat(80);
    const nodes = Array.from({ length: 60 }, () => ({ type: 'function', func: long }));
    await client.open(
      workspace.path('flows/c.json'),
      flowOf(...nodes, { type: 'function', func: 'global.get("SECRETS")[msg.x];' }),
    );
    assert.deepEqual(shown(uri, await client.pull(uri)), ['unused-secret say \\"hi\\" 4 ']);
  });

  it('is silent while a file that may use a secret could not be looked at', async () => {
    const uri = await open('secrets/dev.space.json');
    await client.pull(uri);
    await client.fileChanged(workspace.write('flows/torn.json', '[{"id":"1","func":"global.get(\\"SECRETS'), 1);
    await client.until(() => client.refreshes > 0);
    while ((await client.pull(uri)).length > 0);
  });

  it('of credentials has the same', async () => {
    const uri = await open('secrets/credentials.json');
    assert.deepEqual(await lenses(uri), ['mailgun-alerts: unused', 'door: unused', 'twilio: 1 use']);
    assert.deepEqual(shown(uri, await client.pull(uri)), [
      'unused-secret mailgun-alerts 4 1',
      'unused-secret door 4 1',
    ]);
  });

  it('alone is asked for lenses, by a client that can be told so', async () => {
    const capabilities = {
      ...CAPABILITIES,
      textDocument: {
        ...CAPABILITIES.textDocument,
        codeLens: { dynamicRegistration: true },
        filters: { relativePatternSupport: true },
      },
    };
    assert.deepEqual(client.result.capabilities.codeLensProvider, {});
    const told = await TestClient.start({ folders: [workspace.root], capabilities });
    await told.until(() => told.registered.has('textDocument/codeLens'));
    assert.equal(told.result.capabilities.codeLensProvider, undefined);
    const baseUri = pathToFileURL(workspace.path('secrets')).href;
    assert.deepEqual(told.registered.get('textDocument/codeLens'), {
      documentSelector: [{ scheme: 'file', pattern: { baseUri, pattern: '**/*.json' } }],
    });
    await told.stop();
  });

  it('that is no good has nothing, and other files have no lenses', async () => {
    const torn = await client.open(workspace.path('secrets/torn.space.json'), '{"space":"X","secrets":{"A":"');
    assert.deepEqual(await lenses(torn), []);
    const flow = await client.open(workspace.path('flows/a.json'), functionFlow(''));
    assert.deepEqual(await lenses(flow), []);
  });
});

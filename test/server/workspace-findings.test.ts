import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import {
  CancellationTokenSource,
  type Diagnostic,
  ProgressType,
  WorkspaceDiagnosticRequest,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { type TestWorkspace } from '../support/workspace.ts';
import { PUSHED_TO, TestClient } from './support/client.ts';
import { functionFlow, makeNewsroom } from './support/newsroom.ts';

const NOPE = functionFlow('return global.get("SECRETS.NOPE");');
const FINE = functionFlow('return global.get("SECRETS.API_KEY");');
const TYPO = functionFlow('return global.get("SECRETS.API_KEZ");');
const PARTIAL = new ProgressType<WorkspaceDiagnosticReport>();

let counter = 0;

type Report = WorkspaceDocumentDiagnosticReport;

/** What the reports say, as `flows/a.json: unknown-secret`. */
function said(workspace: TestWorkspace, reports: readonly Report[]): readonly string[] {
  const folder = uriOf(workspace, '');
  return reports
    .map((report) => {
      const codes = report.kind === 'full' ? report.items.map(({ code }) => String(code)).join(' ') : 'unchanged';
      return `${report.uri.slice(folder.length)}: ${codes}`;
    })
    .sort();
}

function uriOf(workspace: TestWorkspace, file: string): string {
  return new URL(file, `file://${workspace.root.replaceAll(' ', '%20')}/`).href;
}

describe('findings of closed files', () => {
  let workspace: TestWorkspace;
  let client: TestClient;
  afterEach(async () => {
    await client.stop();
    workspace.dispose();
  });

  /** A newsroom with a file that has findings, one that has none, and a server on it. */
  async function start(capabilities?: typeof PUSHED_TO): Promise<void> {
    workspace = makeNewsroom();
    workspace.write('flows/bad.json', NOPE);
    workspace.write('flows/fine.json', FINE);
    client = await TestClient.start({ folders: [workspace.root], ...(capabilities ? { capabilities } : {}) });
    await client.until(() => client.watchers.length > 0);
  }

  function pullAll(previous: readonly Report[] = []): Promise<WorkspaceDiagnosticReport> {
    return client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: idsOf(previous) });
  }

  it('are pulled with the others; what is the same is "unchanged", what has none is left out', async () => {
    await start();
    assert.deepEqual(client.result.capabilities.diagnosticProvider, {
      identifier: 'flow-secrets',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    const { items } = await pullAll();
    assert.deepEqual(said(workspace, items), ['flows/bad.json: unknown-secret']);
    assert.equal(items[0]?.version, null);
    assert.deepEqual(said(workspace, (await pullAll(items)).items), ['flows/bad.json: unchanged']);
    workspace.write('flows/second.json', TYPO);
    workspace.write('flows/bad.json', FINE);
    await client.fileChanged(workspace.path('flows/second.json'), 1);
    await client.fileChanged(workspace.path('flows/bad.json'));
    const then = await pullUntil(items, ['flows/bad.json: ', 'flows/second.json: unknown-secret']);
    assert.equal(then.find(({ uri }) => uri.endsWith('bad.json'))?.resultId, undefined);
  });

  /** Asks with what it had at first until the answer is this: the index learns of changed files in its own time. */
  async function pullUntil(previous: readonly Report[], wanted: readonly string[]): Promise<readonly Report[]> {
    for (;;) {
      const { items } = await pullAll(previous);
      if (JSON.stringify(said(workspace, items)) === JSON.stringify(wanted)) return items;
    }
  }

  it('are the same as those of the open document, and come from the one pull that the client asked', async () => {
    await start();
    const { items } = await pullAll();
    const [closed] = items;
    assert.ok(closed?.kind === 'full');
    const uri = await client.open(workspace.path('flows/bad.json'), NOPE);
    assert.deepEqual(await client.pull(uri), closed.items);
    assert.deepEqual((await pullAll(items)).items, [], 'an open document is the document pull’s');
    await client.change(uri, FINE);
    assert.deepEqual(await client.pull(uri), []);
    await client.close(uri);
    assert.deepEqual(await client.pull(uri), closed.items, 'as it is on disk');
    assert.deepEqual(said(workspace, (await pullAll()).items), ['flows/bad.json: unknown-secret']);
  });

  it('are taken back when the file of a closed document has none or is gone', async () => {
    await start();
    const unsaved = await client.open(workspace.path('flows/fine.json'), NOPE);
    const gone = await client.open(workspace.path('flows/bad.json'), NOPE);
    for (const uri of [unsaved, gone]) {
      await client.pull(uri);
      await client.close(uri);
    }
    rmSync(workspace.path('flows/bad.json'));
    await client.fileChanged(workspace.path('flows/bad.json'), 3);
    await pullUntilGone();
    assert.deepEqual((await pullAll()).items, []);

    /** The client has forgotten its result ids of closed documents: the server knows whom to tell. */
    async function pullUntilGone(): Promise<void> {
      const first = said(workspace, (await pullAll()).items);
      assert.ok(first.includes('flows/fine.json: '), first.join());
      while ((await pullAll()).items.length > 0);
    }
  });

  it('of an open document that the client does not show come along, with its version', async () => {
    await start();
    const uri = await client.open(workspace.path('flows/fine.json'), TYPO);
    const { items } = await pullAll();
    assert.deepEqual(said(workspace, items), ['flows/bad.json: unknown-secret', 'flows/fine.json: unknown-secret']);
    assert.equal(items.find((item) => item.uri === uri)?.version, 1);
  });

  describe('streamed', () => {
    let streamed: Report[];
    let arrived = (): void => undefined;

    /** Asks as VS Code does; what comes ahead of the answer goes to `streamed`. */
    function stream(previous: readonly Report[]) {
      const cancel = new CancellationTokenSource();
      const token = `partial-${counter++}`;
      streamed = [];
      client.connection.onProgress(PARTIAL, token, ({ items }) => {
        streamed.push(...items);
        arrived();
      });
      const params = { previousResultIds: idsOf(previous), partialResultToken: token };
      const answer = client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params, cancel.token);
      return { answer, cancel };
    }

    async function streams(wanted: string): Promise<void> {
      while (said(workspace, streamed).at(0) !== wanted) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      streamed = [];
    }

    it('the answer waits for a change, tells it at once, and ends when cancelled', async () => {
      await start();
      const { items } = await stream([]).answer;
      assert.deepEqual(said(workspace, items), ['flows/bad.json: unknown-secret']);
      const { answer, cancel } = stream(items);
      await client.fileChanged(workspace.write('flows/late.json', TYPO), 1);
      await streams('flows/late.json: unknown-secret');
      await client.fileChanged(workspace.remove('flows/late.json'), 3);
      await streams('flows/late.json: ');
      const secrets = { API_KEY: 'text', NOPE: 'text' } as const;
      await client.fileChanged(workspace.space('DEV', secrets));
      await streams('flows/bad.json: missing-in-space');
      cancel.cancel();
      await assert.rejects(answer, /Cancelled/);
    });

    it('the answer ends when a document is closed, and the next one tells its findings anew', async () => {
      await start();
      const { items } = await stream([]).answer;
      const uri = await client.open(workspace.path('flows/bad.json'), NOPE);
      await client.pull(uri);
      const { answer } = stream(items);
      await client.close(uri);
      assert.deepEqual(await answer, { items: [] });
      assert.deepEqual(said(workspace, (await stream(items).answer).items), ['flows/bad.json: unknown-secret']);
    });

    it('many files come in parts', async () => {
      workspace = makeNewsroom();
      for (let count = 0; count < 250; count++) workspace.write(`flows/many-${count}.json`, NOPE);
      client = await TestClient.start({ folders: [workspace.root] });
      const { items } = await stream([]).answer;
      assert.equal(streamed.length, 200);
      assert.equal(new Set([...streamed, ...items].map(({ uri }) => uri)).size, 250);
    });
  });

  it('are at most a thousand of one file, the most severe ones', async () => {
    await start();
    const hints = 'SECRETS.BARE;\n'.repeat(600);
    const warnings = 'global.get("SECRETS.ONLY_DEV");\n'.repeat(600);
    await client.fileChanged(workspace.write('flows/endless.json', functionFlow(hints + warnings)), 1);
    const items = await pullUntilSaid('flows/endless.json');
    assert.equal(items.length, 1000);
    assert.equal(items.filter(({ code }) => code === 'missing-in-space').length, 600);
  });

  async function pullUntilSaid(file: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const report = (await pullAll()).items.find(({ uri }) => uri.endsWith(file));
      if (report?.kind === 'full') return report.items;
    }
  }

  it('are pushed to a client that can’t pull, and never to one that can', async () => {
    await start();
    await pullAll();
    assert.equal(client.pushed.size, 0);
    await client.stop();
    workspace.dispose();
    await start(PUSHED_TO);
    const uri = uriOf(workspace, 'flows/bad.json');
    const codes = () =>
      client.pushed
        .get(uri)
        ?.map(({ code }) => String(code))
        .join();
    await client.until(() => codes() === 'unknown-secret');
    await client.open(workspace.path('flows/bad.json'), TYPO.replace('API_KEZ', 'API_KEY'));
    await client.until(() => codes() === '');
    await client.close(uri);
    await client.until(() => codes() === 'unknown-secret');
    await client.fileChanged(workspace.remove('flows/bad.json'), 3);
    await client.until(() => codes() === '');
  });
});

function idsOf(reports: readonly Report[]): { uri: string; value: string }[] {
  return reports.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
}

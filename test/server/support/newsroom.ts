import { type ClientCapabilities } from 'vscode-languageserver-protocol/node';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';
import { FULL, TestClient } from './client.ts';

/** Stands for the cursor in a test's text. */
const CURSOR = '¦';

/** Two spaces: flows/ runs in both, prod/ in PROD alone, loose/ in none. */
export function makeNewsroom(): TestWorkspace {
  const workspace = makeWorkspace();
  workspace.config({
    bindings: [
      { files: ['flows/**'], spaces: ['DEV', 'PROD'] },
      { files: ['prod/**', 'pages/*.html'], spaces: ['PROD'] },
    ],
  });
  const keys = {
    API_KEY: { note: 'ask *Ana*', created_at: '2026-11-01T08:00:00Z', updated_at: '2026-11-05T10:00:00Z' },
  };
  workspace.space('DEV', DEV, { keys });
  workspace.space('PROD', {
    API_KEY: 'text',
    MAM: { host: 'text', user: 'text' },
    ONLY_PROD: 'text',
    'mail-gun': 'text',
  });
  workspace.credentials({
    'mailgun-alerts': {
      type: 'mailgun',
      updated_at: '2026-11-06T10:00:00Z',
      fields: { domain: 'd', sender: 's' },
      sealed: { apiKey: 'x' },
    },
    door: { type: 'custom', fields: { host: 'h' }, sealed: { token: 'x' } },
    twilio: { type: 'twilio', fields: { accountSid: 'a' }, sealed: { authToken: 'x' } },
  });
  return workspace;
}

const DEV = {
  API_KEY: 'text',
  MAM: { host: 'text', port: 'text' },
  LIST: ['text', { deep: 'text' }],
  NOTHING: 'null',
  ONLY_DEV: 'text',
  'mail-gun': 'text',
  'say "hi"': 'text',
} as const;

interface Shared {
  readonly client: TestClient;
  readonly workspace: TestWorkspace;
}

const started: Shared[] = [];
const shared = new Map<string, Promise<Shared>>();

/** One server on the newsroom for all tests of a kind of client: starting it is what takes time. */
export function newsroom(capabilities: ClientCapabilities = FULL, initializationOptions: object = {}): Promise<Shared> {
  const id = JSON.stringify([capabilities, initializationOptions]);
  const known = shared.get(id) ?? start(capabilities, initializationOptions);
  shared.set(id, known);
  return known;
}

async function start(capabilities: ClientCapabilities, initializationOptions: object): Promise<Shared> {
  const workspace = makeNewsroom();
  const client = await TestClient.start({ folders: [workspace.root], capabilities, initializationOptions });
  const both = { client, workspace };
  started.push(both);
  return both;
}

after(async () => {
  await Promise.all(
    started.map(async ({ client, workspace }) => {
      await client.stop();
      workspace.dispose();
    }),
  );
});

/** A flow file with one function node in the tab `Ingest`. */
export function functionFlow(code: string): string {
  return flow({ type: 'function', name: 'Call MAM', func: code });
}

/** A flow file with the tab `Ingest` and these nodes in it. */
export function flow(...nodes: readonly object[]): string {
  const tab = { id: 'tab', type: 'tab', label: 'Ingest' };
  return JSON.stringify([tab, ...nodes.map((node, index) => ({ id: `n${index}`, z: 'tab', ...node }))], null, 2);
}

/** Takes the cursor out of a text. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf(CURSOR);
  if (offset < 0) throw new Error(`no ${CURSOR} in the text`);
  return { text: marked.replace(CURSOR, ''), offset };
}

let count = 0;

interface Answer<R> {
  readonly result: R;
  readonly text: string;
  readonly uri: string;
}

/** Opens a text with a cursor, and asks there. */
export async function ask<R>(
  { client, workspace }: Shared,
  method: string,
  marked: string,
  { file = 'flows/test.json', ...params }: { readonly file?: string } & Record<string, unknown> = {},
): Promise<Answer<R>> {
  const { text, offset } = cursorIn(marked);
  const uri = await client.open(workspace.path(file.replace('.', `-${count++}.`)), text);
  const result = await client.at<R>(method, uri, offset, params);
  return { result, text, uri };
}

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type CodeAction, type TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { type KnownValuesParams, type KnownValuesResult } from '../../server/protocol.ts';
import { FULL, PUSHED_TO, TestClient, textIn } from './support/client.ts';
import { functionFlow, makeNewsroom } from './support/newsroom.ts';

/** A client that can open a store with one secret: API_KEY in DEV and PROD. */
async function leaky(capabilities = FULL) {
  const workspace = makeNewsroom();
  const value = `v${randomBytes(12).toString('hex')}`;
  const client = await TestClient.start({ folders: [workspace.root], capabilities });
  const asked: string[] = [];
  let isAsked: () => void = () => undefined;
  const untilAsked = () =>
    new Promise<void>((resolve) => {
      isAsked = resolve;
    });
  const known = new Map([[digestOf(value), [{ key: 'API_KEY', path: [], spaces: ['DEV', 'PROD'] }]]]);
  client.connection.onRequest('flow-secrets/knownValues', ({ digests }: KnownValuesParams): KnownValuesResult => {
    asked.push(...digests);
    isAsked();
    return { known: digests.map((digest) => known.get(digest) ?? []) };
  });
  const open = () => client.connection.sendNotification('flow-secrets/valuesChanged', { roots: [workspace.root] });
  const stop = async () => {
    await client.stop();
    workspace.dispose();
  };
  return { workspace, value, client, asked, known, untilAsked, open, stop };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

async function codesOf(client: TestClient, uri: string) {
  return (await client.pull(uri)).map(({ code }) => code);
}

/** The findings once they are so: asked again whenever the server says that they changed. */
async function pullUntil(client: TestClient, uri: string, isSo: (codes: readonly unknown[]) => boolean) {
  for (;;) {
    const { refreshes } = client;
    const findings = await client.pull(uri);
    if (isSo(findings.map(({ code }) => code))) return findings;
    await client.until(() => client.refreshes > refreshes);
  }
}

const found = (codes: readonly unknown[]): boolean => codes.includes('known-value');

describe('known values', () => {
  it('are found in an open flow, with a fix; nothing but names and digests of the text is sent', async () => {
    const { workspace, value, client, asked, open, stop } = await leaky();
    const text = functionFlow(`post("Bearer ${value}", 'another-literal');`);
    const uri = await client.open(workspace.path('flows/a.json'), text);
    assert.deepEqual(await codesOf(client, uri), []);
    await open();
    const [finding, ...others] = await pullUntil(client, uri, found);
    assert.deepEqual(others, []);
    assert.equal(finding?.code, 'known-value');
    assert.equal(textIn(text, finding.range), value);
    assert.match(JSON.stringify(finding.message), /value of “API_KEY” in DEV and PROD/);
    const params = { textDocument: { uri }, range: finding.range, context: { diagnostics: [finding] } };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', params);
    assert.equal(actions[0]?.title, 'Replace by a reference to “API_KEY”');
    assert.equal(actions[0].isPreferred, true);
    const [change] = actions[0].edit?.documentChanges as TextDocumentEdit[];
    assert.ok(change?.edits.every((edit) => 'newText' in edit && !edit.newText.includes('Bearer')));
    assert.ok(asked.includes(digestOf(value)) && asked.includes(digestOf('another-literal')));
    await stop();
    assert.ok(!Buffer.concat(client.written).includes(value), 'the text of a literal was sent');
  });

  it('are asked about once: a keystroke asks what is new', async () => {
    const { workspace, value, client, asked, untilAsked, open, stop } = await leaky();
    const text = functionFlow(`f("first-literal", "${value}");`);
    const uri = await client.open(workspace.path('flows/a.json'), text);
    await open();
    await pullUntil(client, uri, found);
    const before = asked.length;
    assert.equal(new Set(asked).size, before, 'nothing is asked twice');
    const at = text.indexOf('first-literal');
    const again = untilAsked();
    await client.change(uri, 'x', at, at);
    // What is known stands at once, before anything is asked.
    assert.deepEqual(await codesOf(client, uri), ['known-value']);
    await again;
    assert.deepEqual(asked.slice(before), [digestOf('xfirst-literal')]);
    await stop();
  });

  it('are found in closed files, and go when the file is mended', async () => {
    const { workspace, value, client, open, stop } = await leaky(PUSHED_TO);
    const path = workspace.write('flows/closed.json', functionFlow(`f("${value}")`));
    await client.fileChanged(path, 1);
    await open();
    const uri = () => [...client.pushed].find(([address]) => address.endsWith('closed.json'));
    await client.until(() => uri()?.[1].some(({ code }) => code === 'known-value') === true);
    workspace.write('flows/closed.json', functionFlow('f("another")'));
    await client.fileChanged(path);
    await client.until(() => uri()?.[1].length === 0);
    await stop();
  });

  it('are judged anew when they change', async () => {
    const { workspace, value, client, known, open, stop } = await leaky();
    const uri = await client.open(workspace.path('flows/a.json'), functionFlow(`f("${value}")`));
    await open();
    await pullUntil(client, uri, found);
    known.clear();
    await open();
    await pullUntil(client, uri, (codes) => !found(codes));
    await stop();
  });

  it('are never asked about without a client that can answer', async () => {
    const { workspace, value, client, asked, stop } = await leaky();
    const uri = await client.open(workspace.path('flows/a.json'), functionFlow(`f("${value}")`));
    assert.deepEqual(await codesOf(client, uri), []);
    await stop();
    assert.deepEqual(asked, []);
  });

  it('are silent where someone says so', async () => {
    const { workspace, value, client, open, stop } = await leaky();
    const uri = await client.open(
      workspace.path('flows/a.json'),
      functionFlow(`f("${value}"); // flow-secrets-ignore-line known-value\nf("${value}");`),
    );
    await open();
    assert.equal((await pullUntil(client, uri, found)).length, 1);
    await stop();
  });
});

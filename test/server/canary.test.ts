import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { requireSops, sops } from '../support/sops.ts';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { TestClient } from './support/client.ts';
import { functionFlow } from './support/newsroom.ts';

const CODE =
  'const s = global.get("SECRETS"); return s.TOKEN + s.DB.host + s.NOPE + global.get("CREDENTIALS").mail.apiKey;';

describe('values', () => {
  before(function () {
    requireSops(this);
  });

  it('reach no message of a server whose environment holds the identity, and nothing is written', async () => {
    const workspace = makeWorkspace();
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const [token, host, plain] = [canary(), canary(), canary()];
    const space = { space: 'DEV', secrets: { TOKEN: token, DB: { host, port: 5432 } } };
    const file = workspace.write('secrets/dev.space.json', JSON.stringify(space));
    sops(identity, ['encrypt', '--age', recipient, '--encrypted-regex', '^secrets$', '-i', file]);
    workspace.credentials({ mail: { type: 'custom', fields: { domain: plain }, sealed: { apiKey: canary() } } });
    const text = functionFlow(CODE);
    workspace.write('flows/a.json', text);
    const before = digests(workspace);

    const client = await TestClient.start({ folders: [workspace.root], env: { SOPS_AGE_KEY: identity } });
    const uri = await client.open(workspace.path('flows/a.json'), text);
    const diagnostics = await client.pull(uri);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unknown-secret'],
    );
    const everywhere = Array.from(text, (_, offset) => [
      client.at('textDocument/hover', uri, offset),
      client.at('textDocument/completion', uri, offset),
      client.at('textDocument/definition', uri, offset),
      client.at('textDocument/inlineCompletion', uri, offset, { context: { triggerKind: 1 } }),
      client.at('textDocument/references', uri, offset, { context: { includeDeclaration: true } }),
    ]);
    // All at once: a thousand turns between two processes take seconds on a busy machine.
    await Promise.all(everywhere.flat());
    assert.equal(await client.stop(), 0);

    const written = Buffer.concat(client.written).toString('utf8');
    assert.ok(written.includes('TOKEN'), 'names are sent');
    for (const value of [token, host, plain, identity, 'ENC[']) assert.ok(!written.includes(value), 'a value was sent');
    assert.deepEqual(digests(workspace), before);
    workspace.dispose();
  });
});

function canary(): string {
  return `canary${randomBytes(12).toString('hex')}`;
}

function digests({ root }: TestWorkspace): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
}

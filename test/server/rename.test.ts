import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FlowSymbol, RenameRequest, type RenameResult, SymbolAtRequest } from '../../server/protocol.ts';
import { FULL, TestClient, textIn } from './support/client.ts';
import { ask, cursorIn, functionFlow, makeNewsroom, newsroom } from './support/newsroom.ts';

describe('rename', () => {
  /** The symbol at the cursor of function code. */
  async function symbol(code: string): Promise<{ readonly found: FlowSymbol | null; readonly text: string }> {
    const { client, workspace } = await newsroom();
    const { text, offset } = cursorIn(functionFlow(code));
    const uri = await client.open(workspace.path('flows/symbol.json'), text);
    const before = text.slice(0, offset).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    const found = await client.connection.sendRequest<FlowSymbol | null>(SymbolAtRequest.method, { uri, position });
    await client.close(uri);
    return { found, text };
  }

  it('says what the symbol is, and where it begins', async () => {
    const { found, text } = await symbol('global.get("SECRETS.MAM.ho¦st")');
    const { workspace } = await newsroom();
    const [kind, key, name] = ['secret', 'MAM', 'host'];
    const symbolThere = { root: workspace.root, kind, key, path: ['host'], spaces: ['DEV', 'PROD'], name };
    assert.deepEqual(found, { ...symbolThere, range: found?.range });
    assert.equal(textIn(text, found.range), 'host');
    assert.equal((await symbol('global.get("CREDENTIALS").twi¦lio')).found?.kind, 'credential');
  });

  it('knows no symbol where the store has none, or where a name has to stay', async () => {
    for (const code of [
      'global.get("SECRETS.NO¦PE")',
      'global.get("SECRETS.LIST[¦1].deep")',
      'ms¦g.payload',
      'global.get("CREDENTIALS").twilio.auth¦Token',
      'global.get("SECRETS.API_KEY").tr¦im()',
    ]) {
      assert.equal((await symbol(code)).found, null, code);
    }
  });

  it('plans the edits of open and closed files, each tied to its text', async () => {
    const workspace = makeNewsroom();
    const text = functionFlow('return global.get("SECRETS.API_KEY")');
    const file = workspace.write('flows/open.json', '[]');
    const closed = workspace.write('prod/closed.json', functionFlow('global.get("SECRETS")["API_KEY"]'));
    const client = await TestClient.start({ folders: [workspace.root] });
    const uri = await client.open(file, text);
    const params = { root: workspace.root, kind: 'secret', key: 'API_KEY', path: [], spaces: ['DEV'], to: 'NEW_KEY' };
    const plan = await client.connection.sendRequest<RenameResult>(RenameRequest.method, params);
    assert.deepEqual([plan.refusals, plan.spaces, plan.lacking, plan.maybe], [[], ['DEV', 'PROD'], [], []]);
    const [first, second] = plan.files;
    assert.deepEqual([first?.uri, first?.version, first?.digest], [uri, 1, undefined]);
    assert.equal(fileURLToPath(second!.uri), closed);
    assert.equal(second!.digest, createHash('sha256').update(readFileSync(closed)).digest('hex'));
    const [edit] = second!.edits;
    const bytes = readFileSync(closed, 'utf8');
    assert.deepEqual([bytes.slice(edit!.start, edit!.end), edit!.text], ['API_KEY', 'NEW_KEY']);
    assert.equal(textIn(bytes, edit!.range), 'API_KEY');
    assert.match(edit!.place.location, /^prod\/closed\.json:\d+$/);
    await client.stop();
    workspace.dispose();
  });

  it('answers textDocument/rename with the command that does it', async () => {
    const shared = await newsroom();
    const rename = (code: string, newName: string) =>
      ask(shared, 'textDocument/rename', functionFlow(code), { newName });
    const endsWith = (command: string) => (error: Error) => error.message.endsWith(command);
    assert.equal(shared.client.result.capabilities.renameProvider, true);
    await assert.rejects(
      rename('global.get("SECRETS.MAM.ho¦st")', "it's"),
      endsWith(`flow-secrets secret rename DEV MAM.host 'it'\\''s'`),
    );
    await assert.rejects(
      rename('global.get("CREDENTIALS")["mailgun¦-alerts"]', 'mails'),
      endsWith('flow-secrets credential rename mailgun-alerts mails'),
    );
    await assert.rejects(
      rename('global.get("CREDENTIALS").door.to¦ken', 'the word'),
      endsWith("flow-secrets credential rename door 'the word' --field=token"),
    );
    await assert.rejects(rename('ms¦g.payload', 'x'), /no secret or credential/);
  });

  it('prepares it for a client that asks, and leaves it to the commands of one that has them', async () => {
    const capabilities = { ...FULL, textDocument: { ...FULL.textDocument, rename: { prepareSupport: true } } };
    const asking = await newsroom(capabilities);
    assert.deepEqual(asking.client.result.capabilities.renameProvider, { prepareProvider: true });
    const code = functionFlow('global.get("CREDENTIALS").twi¦lio');
    const { result } = await ask<{ placeholder: string }>(asking, 'textDocument/prepareRename', code);
    assert.equal(result.placeholder, 'twilio');
    assert.equal((await newsroom(FULL, { commands: true })).client.result.capabilities.renameProvider, undefined);
  });
});

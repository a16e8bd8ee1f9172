import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DocumentHighlight, type Location, type LocationLink } from 'vscode-languageserver-protocol/node';
import { FULL, TestClient, textIn } from './support/client.ts';
import { ask, cursorIn, functionFlow, makeNewsroom, newsroom } from './support/newsroom.ts';

function places(locations: readonly Location[]): readonly string[] {
  return locations.map(({ uri, range }) => {
    const path = fileURLToPath(uri);
    return `${path.split(/[\\/]/).at(-1) ?? ''} ${textIn(readFileSync(path, 'utf8'), range)}`;
  });
}

describe('definition', () => {
  it('is the key in every bound space that has it', async () => {
    const { result, text } = await ask<LocationLink[]>(
      await newsroom(),
      'textDocument/definition',
      functionFlow('global.get("SECRETS.MA¦M.host")'),
    );
    const targets = result.map(({ targetUri: uri, targetSelectionRange: range }) => ({ uri, range }));
    assert.deepEqual(places(targets), ['dev.space.json MAM', 'prod.space.json MAM']);
    assert.deepEqual(
      result.map(({ originSelectionRange }) => originSelectionRange && textIn(text, originSelectionRange)),
      ['MAM', 'MAM'],
    );
  });

  it('is the path in the spaces that have it, and the credential with its field', async () => {
    const plain = await newsroom({ ...FULL, textDocument: { ...FULL.textDocument, definition: {} } });
    const at = async (code: string) =>
      places((await ask<Location[]>(plain, 'textDocument/definition', functionFlow(code))).result);
    assert.deepEqual(await at('global.get("SECRETS.MAM.po¦rt")'), ['dev.space.json port']);
    assert.deepEqual(await at('global.get("SECRETS.LIST[1].de¦ep")'), ['dev.space.json deep']);
    assert.deepEqual(await at('global.get("CREDENTIALS").twi¦lio.authToken'), ['credentials.json twilio']);
    assert.deepEqual(await at('global.get("CREDENTIALS").twilio.auth¦Token'), ['credentials.json authToken']);
    assert.deepEqual(await at('global.get("SECRETS.NO¦PE")'), []);
  });
});

describe('references', () => {
  const METHOD = 'textDocument/references';

  it('covers closed files whose spaces are shared, and the store on request', async () => {
    const workspace = makeNewsroom();
    const { text, offset } = cursorIn(functionFlow('global.get("SECRETS.API¦_KEY")'));
    const file = workspace.write('flows/open.json', text);
    workspace.write(
      'flows/closed.json',
      functionFlow('global.get("SECRETS").API_KEY + global.get("SECRETS.ONLY_DEV")'),
    );
    workspace.write('prod/closed.json', functionFlow('global.get("SECRETS.API_KEY")'));
    workspace.write('unbound.json', functionFlow('global.get("SECRETS.API_KEY")'));
    const client = await TestClient.start({ folders: [workspace.root] });
    const uri = await client.open(file, text);
    const uses = ['closed.json API_KEY', 'closed.json API_KEY', 'open.json API_KEY'];
    const ask = async (includeDeclaration: boolean) =>
      places(await client.at<Location[]>(METHOD, uri, offset, { context: { includeDeclaration } }));
    assert.deepEqual([...(await ask(false))].sort(), uses);
    assert.deepEqual(
      [...(await ask(true))].sort(),
      [...uses, 'dev.space.json API_KEY', 'prod.space.json API_KEY'].sort(),
    );
    await client.stop();
    workspace.dispose();
  });

  it('follows the path segment under the cursor', async () => {
    const { result, text, uri } = await ask<Location[]>(
      await newsroom(),
      METHOD,
      functionFlow('const m = global.get("SECRETS.MAM"); return m.ho¦st + m.port + m.host;'),
      { context: { includeDeclaration: false }, file: 'prod/segment.json' },
    );
    assert.deepEqual(
      result.filter((location) => location.uri === uri).map(({ range }) => textIn(text, range)),
      ['host', 'host'],
    );
  });
});

describe('document highlight', () => {
  it('gives the key’s range of every reference in the file, writes marked as such', async () => {
    const code = 'global.get("SECRETS.API¦_KEY"); global.get("SECRETS").API_KEY; global.set("SECRETS.API_KEY", 1)';
    const { result, text } = await ask<DocumentHighlight[]>(
      await newsroom(),
      'textDocument/documentHighlight',
      functionFlow(`${code}; global.get("SECRETS.MAM")`),
    );
    assert.deepEqual(
      result.map(({ range, kind }) => [textIn(text, range), kind]),
      [
        ['API_KEY', 2],
        ['API_KEY', 2],
        ['API_KEY', 3],
      ],
    );
  });

  it('leaves other names to the language that they belong to', async () => {
    const code = 'const na¦me = 1; send(name, global.get("SECRETS.API_KEY"))';
    const { result } = await ask<DocumentHighlight[] | null>(
      await newsroom(),
      'textDocument/documentHighlight',
      functionFlow(code),
    );
    assert.equal(result, null);
  });
});

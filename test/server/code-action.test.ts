import assert from 'node:assert/strict';
import { type CodeAction, type TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { FULL, offsetIn } from './support/client.ts';
import { ask, functionFlow, newsroom } from './support/newsroom.ts';

const METHOD = 'textDocument/codeAction';

async function actionsAt(marked: string, options: object = { commands: true }, file?: string) {
  const server = await newsroom(FULL, options);
  const { text, uri } = await ask(server, 'textDocument/hover', marked, file === undefined ? {} : { file });
  const diagnostics = await server.client.pull(uri);
  const [first] = diagnostics;
  const range = first?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const params = { textDocument: { uri }, range, context: { diagnostics } };
  const actions = await server.client.connection.sendRequest<CodeAction[]>(METHOD, params);
  return { actions, text, workspace: server.workspace };
}

describe('code actions', () => {
  it('replace a misspelt name, escaped for its place', async () => {
    const { actions, text } = await actionsAt(functionFlow('global.get("SECRETS.API_KEYY¦")'));
    const fix = actions.find(({ edit }) => edit);
    assert.equal(fix?.kind, 'quickfix');
    assert.equal(fix.diagnostics?.length, 1);
    const [change] = fix.edit?.documentChanges as TextDocumentEdit[];
    const [edit] = change?.edits ?? [];
    assert.ok(edit && 'newText' in edit);
    const { start, end } = edit.range;
    const fixed = text.slice(0, offsetIn(text, start)) + edit.newText + text.slice(offsetIn(text, end));
    assert.equal(fixed, functionFlow('global.get("SECRETS.API_KEY")'));
  });

  it('open the add flow with the key filled in, where the client has the command', async () => {
    const { actions, workspace } = await actionsAt(functionFlow('global.get("SECRETS.BRAND_NEW.host¦")'));
    const create = actions.find(({ command }) => command?.command === 'flowSecrets.addSecret');
    assert.deepEqual(create?.command?.arguments, [
      { root: workspace.root, key: 'BRAND_NEW', path: ['host'], spaces: ['DEV', 'PROD'] },
    ]);
  });

  it('create a key in the spaces that lack it', async () => {
    const { actions } = await actionsAt(functionFlow('global.get("SECRETS.ONLY_DEV¦")'));
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Create secret “ONLY_DEV” in PROD…',
        'Ignore missing-in-space on this line',
        'Ignore missing-in-space in this node',
      ],
    );
  });

  it('create a credential, and bind a file that no binding matches', async () => {
    const credential = await actionsAt(functionFlow('global.get("CREDENTIALS").brand_new¦.apiKey'));
    assert.ok(credential.actions.some(({ command }) => command?.command === 'flowSecrets.addCredential'));
    const unbound = await actionsAt(functionFlow('global.get("SECRETS.API_KEY¦")'), { commands: true }, 'loose.json');
    assert.deepEqual(
      unbound.actions.flatMap(({ command }) => command?.command ?? []),
      ['flowSecrets.bindFile'],
    );
  });

  it('are edits only for a client without the commands', async () => {
    const { actions } = await actionsAt(functionFlow('global.get("SECRETS.ONLY_DEV¦")'), {});
    assert.deepEqual(
      actions.filter(({ edit }) => edit === undefined),
      [],
    );
  });
});

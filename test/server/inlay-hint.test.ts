import assert from 'node:assert/strict';
import { type InlayHint } from 'vscode-languageserver-protocol/node';
import { offsetIn } from './support/client.ts';
import { functionFlow, newsroom } from './support/newsroom.ts';

const CODE = 'global.get("SECRETS.ONLY_DEV");\nglobal.get("SECRETS.API_KEY");\nglobal.get("SECRETS.MAM").user;';

describe('inlay hints', () => {
  async function hints(code: string, range?: object): Promise<readonly string[]> {
    const { client, workspace } = await newsroom();
    const text = functionFlow(code);
    const uri = await client.open(workspace.path('flows/hints.json'), text);
    const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const found = await client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range: range ?? whole,
    });
    await client.close(uri);
    return found.map(({ position, label, tooltip }) => {
      const offset = offsetIn(text, position);
      return `${text.slice(offset - 8, offset)} ${label as string} (${tooltip as string})`;
    });
  }

  it('say behind a name which space lacks it, and why in the tooltip', async () => {
    assert.deepEqual(await hints(CODE), [
      'ONLY_DEV ⊘ PROD (“ONLY_DEV” is in DEV but missing in PROD: add it there.)',
      '\\").user ⊘ DEV (“MAM.user” is in PROD but missing in DEV: add it there.)',
    ]);
  });

  it('are given for what is seen only', async () => {
    const top = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    assert.deepEqual(await hints(CODE, top), []);
  });

  it('are none where nothing is missing or all is', async () => {
    assert.deepEqual(await hints('global.get("SECRETS.API_KEY"); global.get("SECRETS.NOPE")'), []);
  });
});

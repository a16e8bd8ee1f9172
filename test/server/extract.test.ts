import assert from 'node:assert/strict';
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver-protocol/node';
import { type LiteralResult } from '../../server/protocol.ts';
import { FULL, rangeIn, textIn } from './support/client.ts';
import { flow, functionFlow, newsroom } from './support/newsroom.ts';

const LITERAL = 's3cret-value';

let count = 0;

async function opened(text: string, selected = LITERAL) {
  const { client, workspace } = await newsroom(
    {
      ...FULL,
      textDocument: { ...FULL.textDocument, codeAction: { ...FULL.textDocument?.codeAction, disabledSupport: true } },
    },
    { commands: true },
  );
  const uri = await client.open(workspace.path(`flows/extract-${count++}.json`), text);
  const start = text.indexOf(selected);
  const range = rangeIn(text, start, start + selected.length);
  const actions = (context: object, at = range): Promise<CodeAction[]> =>
    client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: at,
      context: { diagnostics: [], ...context },
    });
  const literal = (referent?: object): Promise<LiteralResult> =>
    client.connection.sendRequest('flow-secrets/literal', { uri, range, referent });
  return { uri, range, actions, literal };
}

describe('extract to secret', () => {
  const code = functionFlow(`const apiKey = "${LITERAL}";`);

  it('is offered for a selected literal, with its place as the argument', async () => {
    const { uri, range, actions } = await opened(code);
    const [action, ...others] = await actions({});
    assert.deepEqual(others, []);
    assert.equal(action?.kind, 'refactor.extract');
    assert.deepEqual(action.command?.arguments, [{ uri, range }]);
  });

  it('is offered under a cursor only when someone asks', async () => {
    const { range, actions } = await opened(code);
    const cursor = { start: range.start, end: range.start };
    assert.deepEqual(await actions({ triggerKind: CodeActionTriggerKind.Automatic }, cursor), []);
    assert.equal((await actions({ triggerKind: CodeActionTriggerKind.Invoked }, cursor)).length, 1);
    assert.equal((await actions({ only: ['refactor'] }, cursor)).length, 1);
    assert.deepEqual(await actions({ only: ['quickfix'] }, range), []);
  });

  it('is refused with the reason where nothing can read a secret', async () => {
    const { actions } = await opened(flow({ type: 'http request', url: LITERAL }));
    const [action] = await actions({ only: ['refactor.extract'] });
    assert.match(action?.disabled?.reason ?? '', /“url” of the http request node can’t read the global context/);
    assert.deepEqual(await actions({}), []);
  });

  it('is not offered for a reference', async () => {
    const { actions } = await opened(functionFlow('f(global.get("SECRETS.API_KEY"));'), 'SECRETS.API_KEY');
    assert.deepEqual(await actions({}), []);
    const [action] = await actions({ only: ['refactor'] });
    assert.equal(action?.disabled?.reason, 'This is a reference already.');
  });

  it('says where the literal stands, how to decode it and what it is called, and nothing of its text', async () => {
    const { literal } = await opened(code);
    const result = await literal();
    assert.ok(!('refusal' in result));
    assert.equal(textIn(code, result.range), LITERAL);
    assert.deepEqual(result.within, [{ kind: 'javascript', quote: '"' }, { kind: 'json' }]);
    assert.equal(result.name, 'apiKey');
    assert.ok(!JSON.stringify(result).includes(LITERAL));
  });

  it('says what to write for a key', async () => {
    const { literal } = await opened(code);
    const result = await literal({ key: 'API_KEY', path: [] });
    assert.ok(!('refusal' in result));
    const [edit, ...others] = result.edits ?? [];
    assert.deepEqual(others, []);
    assert.equal(edit?.newText, String.raw`global.get(\"SECRETS.API_KEY\")`);
    assert.equal(textIn(code, edit.range), String.raw`\"${LITERAL}\"`);
  });

  it('says why there is none', async () => {
    const { literal } = await opened(code, '"z"');
    const result = await literal();
    assert.ok('refusal' in result);
    assert.match(result.refusal, /no text here/);
  });
});

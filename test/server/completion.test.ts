import assert from 'node:assert/strict';
import { type CompletionItem, type CompletionList, type InsertReplaceEdit } from 'vscode-languageserver-protocol/node';
import { FULL, offsetIn } from './support/client.ts';
import { ask, flow, functionFlow, newsroom } from './support/newsroom.ts';

const METHOD = 'textDocument/completion';

/** The text after accepting an item, as an editor in insert mode does it; `replace` also takes the rest of the name. */
function accept(text: string, item: CompletionItem, mode: 'insert' | 'replace' = 'insert'): string {
  const edit = item.textEdit as InsertReplaceEdit;
  const edits = [{ range: edit[mode], newText: edit.newText }, ...(item.additionalTextEdits ?? [])];
  return edits
    .map(({ range, newText }) => ({ start: offsetIn(text, range.start), end: offsetIn(text, range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

async function itemsAt(marked: string, file?: string) {
  const { result, text } = await ask<CompletionList | null>(
    await newsroom(),
    METHOD,
    marked,
    file === undefined ? {} : { file },
  );
  const items = result?.items ?? [];
  return {
    text,
    labels: items.map(({ label }) => label),
    item: (label: string) => items.find((i) => i.label === label),
  };
}

/** [what is typed, the name that is accepted, what stands there then], in a function node. */
const CODE: readonly (readonly [typed: string, label: string, accepted: string])[] = [
  ['global.get("SECRETS.¦")', 'API_KEY', 'global.get("SECRETS.API_KEY")'],
  ['global.get("SECRETS.AP¦")', 'API_KEY', 'global.get("SECRETS.API_KEY")'],
  ["global.get('SECRETS.AP¦')", 'API_KEY', "global.get('SECRETS.API_KEY')"],
  ['global.get("SECRETS").¦;', 'API_KEY', 'global.get("SECRETS").API_KEY;'],
  ['global.get("SECRETS").¦\n\tmsg.x = 1;', 'API_KEY', 'global.get("SECRETS").API_KEY\n\tmsg.x = 1;'],
  ['global.get("SECRETS").¦\nmsg.x = 1;', 'mail-gun', 'global.get("SECRETS")["mail-gun"]\nmsg.x = 1;'],
  ['global.get("SECRETS")?.¦', 'API_KEY', 'global.get("SECRETS")?.API_KEY'],
  ['global.get("SECRETS")["¦"]', 'mail-gun', 'global.get("SECRETS")["mail-gun"]'],
  ['const s = global.get("SECRETS"); return s.AP¦;', 'API_KEY', 'const s = global.get("SECRETS"); return s.API_KEY;'],
  ['const { AP¦ } = global.get("SECRETS")', 'API_KEY', 'const { API_KEY } = global.get("SECRETS")'],
  ['global.get("SECRETS")?.MAM.ho¦', 'host', 'global.get("SECRETS")?.MAM.host'],
  ['global.get("SECRETS.MAM.¦")', 'port', 'global.get("SECRETS.MAM.port")'],
  ['global.get("SECRETS.LIST[1].¦")', 'deep', 'global.get("SECRETS.LIST[1].deep")'],
  ['global.get("SECRETS").say¦', 'say "hi"', `global.get("SECRETS")['say "hi"']`],
  ['global.get("SECRETS").mail¦', 'mail-gun', 'global.get("SECRETS")["mail-gun"]'],
  ['global.get("SECRETS")?.mail¦', 'mail-gun', 'global.get("SECRETS")?.["mail-gun"]'],
  ['global.get("CREDENTIALS")["mailgun-alerts"].¦', 'apiKey', 'global.get("CREDENTIALS")["mailgun-alerts"].apiKey'],
  ['global.get("CREDENTIALS")["¦"].apiKey', 'twilio', 'global.get("CREDENTIALS")["twilio"].apiKey'],
];

describe('completion', () => {
  for (const [typed, label, accepted] of CODE) {
    it(`gives ${accepted}`, async () => {
      const { text, item } = await itemsAt(functionFlow(typed));
      const chosen = item(label);
      assert.ok(chosen, `${label} is not offered`);
      assert.deepEqual(JSON.parse(accept(text, chosen)), JSON.parse(functionFlow(accepted)));
    });
  }

  it('completes typed inputs, JSONata, mustache, template files and scripts', async () => {
    const change = { type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to: 'SECRETS.¦', tot: 'global' }] };
    assert.ok((await itemsAt(flow(change))).item('API_KEY'));
    const jsonata = {
      type: 'change',
      rules: [{ t: 'set', p: 'a', pt: 'msg', to: '$globalContext("SECRETS.A¦")', tot: 'jsonata' }],
    };
    assert.ok((await itemsAt(flow(jsonata))).item('API_KEY'));
    const template = { type: 'template', syntax: 'mustache', template: '<p>{{global.SECRETS.A¦}}</p>' };
    assert.ok((await itemsAt(flow(template))).item('API_KEY'));
    assert.ok((await itemsAt('Hello {{SECRETS.¦}}', 'flows/mail.hbs')).item('API_KEY'));
    assert.ok((await itemsAt('const key = SECRETS.¦;', 'flows/script.js')).item('API_KEY'));
  });

  it('replaces the rest of the name, and nothing else, in replace mode', async () => {
    const { text, item } = await itemsAt(functionFlow('global.get("SECRETS.AP¦XX") + 1'));
    const chosen = item('API_KEY');
    assert.ok(chosen);
    assert.equal(accept(text, chosen, 'replace'), functionFlow('global.get("SECRETS.API_KEY") + 1'));
  });

  it('has a filter text that begins with what stands there, escapes included', async () => {
    const { item } = await itemsAt(functionFlow('global.get("SECRETS")["say¦"]'));
    assert.equal(item('say "hi"')?.filterText, JSON.stringify('say \\"hi\\"').slice(1, -1));
  });

  it('says the kind and the spaces of each name, and never a value', async () => {
    const { item } = await itemsAt(functionFlow('global.get("SECRETS.¦")'));
    assert.equal(item('API_KEY')?.detail, 'text · in all 2 spaces');
    assert.equal(item('MAM')?.detail, 'JSON · in all 2 spaces');
    assert.equal(item('ONLY_DEV')?.detail, 'text · in DEV, not in PROD');
    assert.deepEqual(item('API_KEY')?.documentation, { kind: 'markdown', value: 'ask \\*Ana\\*' });
  });

  it('offers the names of the bound spaces only', async () => {
    const { labels } = await itemsAt(functionFlow('global.get("SECRETS.¦")'), 'prod/one.json');
    assert.deepEqual(labels.sort(), ['API_KEY', 'MAM', 'ONLY_PROD', 'mail-gun']);
  });

  it('puts the names of the same tab first', async () => {
    const { labels } = await itemsAt(functionFlow('global.get("SECRETS.ONLY_PROD"); global.get("SECRETS.¦")'));
    assert.equal(labels[0], 'ONLY_PROD');
  });

  it('offers nothing in comments, plain strings and below a text', async () => {
    for (const code of [
      '// SECRETS.¦',
      'const a = "SECRETS.¦"',
      'flow.get("SECRETS.¦")',
      'global.get("SECRETS.API_KEY.¦")',
    ]) {
      assert.deepEqual((await itemsAt(functionFlow(code))).labels, [], code);
    }
  });

  it('gives a plain range to a client without insert and replace', async () => {
    const client = await newsroom({ ...FULL, textDocument: { ...FULL.textDocument, completion: {} } });
    const { result, text } = await ask<CompletionList>(client, METHOD, functionFlow('global.get("SECRETS.AP¦XX")'));
    const item = result.items.find(({ label }) => label === 'API_KEY');
    assert.ok(item?.textEdit && 'range' in item.textEdit);
    const { range } = item.textEdit;
    assert.equal(text.slice(offsetIn(text, range.start), offsetIn(text, range.end)), 'APXX');
    assert.equal(item.labelDetails, undefined);
  });
});

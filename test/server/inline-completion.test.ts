import assert from 'node:assert/strict';
import { type InlineCompletionItem } from 'vscode-languageserver-protocol/node';
import { offsetIn, rangeIn, textIn } from './support/client.ts';
import { ask, cursorIn, flow, functionFlow, newsroom } from './support/newsroom.ts';

const METHOD = 'textDocument/inlineCompletion';

/** The text with the first suggestion accepted; undefined when there is none. */
async function accepted(marked: string, file?: string): Promise<string | undefined> {
  const context = { triggerKind: 1 };
  const { result, text } = await ask<InlineCompletionItem[]>(await newsroom(), METHOD, marked, {
    context,
    ...(file === undefined ? {} : { file }),
  });
  const [first] = result;
  if (!first?.range) return undefined;
  const { start, end } = first.range;
  return text.slice(0, offsetIn(text, start)) + textOf(first) + text.slice(offsetIn(text, end));
}

function textOf({ insertText }: InlineCompletionItem): string {
  return typeof insertText === 'string' ? insertText : insertText.value;
}

/** [what is typed, what stands there when the suggestion is accepted], in a function node. */
const CODE: readonly (readonly [typed: string, accepted: string])[] = [
  ['global.get("SECRETS.API¦', 'global.get("SECRETS.API_KEY")'],
  ["global.get('SECRETS.API¦", "global.get('SECRETS.API_KEY')"],
  ['global.get("SECRETS.API¦")', 'global.get("SECRETS.API_KEY")'],
  ['global.get("SECRETS.API¦)', 'global.get("SECRETS.API_KEY")'],
  ['global.get("SECRETS.API¦\nreturn msg;', 'global.get("SECRETS.API_KEY")\nreturn msg;'],
  ['global.get("SECRETS")["API¦', 'global.get("SECRETS")["API_KEY"]'],
  ['global.get("SECRETS")["API¦"]', 'global.get("SECRETS")["API_KEY"]'],
  ['global.get("SECRETS")["API¦]', 'global.get("SECRETS")["API_KEY"]'],
  ['global.get("SECRETS")["say¦', 'global.get("SECRETS")["say \\"hi\\""]'],
  ['global.get("SECRETS.MAM.po¦', 'global.get("SECRETS.MAM.port")'],
  ['global.get(["SECRETS.MAM", "SECRETS.API¦', 'global.get(["SECRETS.MAM", "SECRETS.API_KEY"'],
  ['global.get("SECRETS").API¦', 'global.get("SECRETS").API_KEY'],
  ['global.get("SECRETS.MAM").po¦', 'global.get("SECRETS.MAM").port'],
  ['global.get("SECRETS.MAM")["po¦', 'global.get("SECRETS.MAM")["port"]'],
  [
    'const s = global.get("SECRETS");\nconst m = s.MAM.¦\n\tnode.warn(m);',
    'const s = global.get("SECRETS");\nconst m = s.MAM.host\n\tnode.warn(m);',
  ],
];

describe('inline completion', () => {
  for (const [typed, whole] of CODE) {
    it(`goes on from ${typed}`, async () => {
      assert.equal(await accepted(functionFlow(typed)), functionFlow(whole));
    });
  }

  it('closes the tag of a template', async () => {
    const node = (template: string) => flow({ type: 'template', syntax: 'mustache', template });
    assert.equal(await accepted(node('<p>{{{global.SECRETS.API¦')), node('<p>{{{global.SECRETS.API_KEY}}}'));
    assert.equal(await accepted('To {{SECRETS.API¦', 'flows/mail.hbs'), 'To {{SECRETS.API_KEY}}');
    assert.equal(await accepted('To {{SECRETS.API¦}}', 'flows/mail.hbs'), 'To {{SECRETS.API_KEY}}');
    assert.equal(await accepted('To ${SECRETS.API¦', 'flows/mail.tmpl'), 'To ${SECRETS.API_KEY}');
  });

  it('ranks names of the same tab before those of the file, and these before unused ones', async () => {
    const other = [
      { id: 'tab2', type: 'tab', label: 'Other' },
      { id: 'b', z: 'tab2', type: 'function', func: 'global.get("SECRETS.ONLY_DEV") + global.get("SECRETS.ONLY_DEV")' },
    ];
    const here = { type: 'function', func: 'global.get("SECRETS.MAM")' };
    const typed = { type: 'function', func: 'global.get("SECRETS.¦' };
    const { result } = await ask<InlineCompletionItem[]>(await newsroom(), METHOD, flow(here, typed, ...other), {
      context: { triggerKind: 1 },
    });
    const texts = result.map(({ insertText }) => insertText);
    assert.deepEqual(texts.slice(0, 2), ['MAM\\")', 'ONLY_DEV\\")']);
    assert.ok(texts.length > 2);
  });

  it('extends the selected item of an open suggest widget, in its range', async () => {
    const { text, offset } = cursorIn(functionFlow('global.get("SECRETS.¦'));
    const range = rangeIn(text, offset, offset);
    const { result } = await ask<InlineCompletionItem[]>(
      await newsroom(),
      METHOD,
      functionFlow('global.get("SECRETS.¦'),
      {
        context: { triggerKind: 2, selectedCompletionInfo: { range, text: 'ONLY_PROD' } },
      },
    );
    assert.equal(result[0]?.insertText, 'ONLY_PROD\\")');
    assert.deepEqual(result[0].range, range);
    assert.equal(textIn(text, range), '');
  });

  it('gives the selected item alone where nothing is missing behind it, or behind the rest of a name', async () => {
    for (const marked of [functionFlow('global.get("SECRETS.¦")'), functionFlow('global.get("SECRETS.¦AP")')]) {
      const { text, offset } = cursorIn(marked);
      const selectedCompletionInfo = { range: rangeIn(text, offset, offset), text: 'API_KEY' };
      const { result } = await ask<InlineCompletionItem[]>(await newsroom(), METHOD, marked, {
        context: { triggerKind: 2, selectedCompletionInfo },
      });
      assert.deepEqual(
        result.map(({ insertText }) => insertText),
        ['API_KEY'],
      );
      assert.deepEqual(result[0]?.range, selectedCompletionInfo.range);
    }
  });

  it('leaves the selected item of another provider alone', async () => {
    const marked = functionFlow('global.get("SECRETS.¦');
    const { text, offset } = cursorIn(marked);
    const selectedCompletionInfo = { range: rangeIn(text, offset - 3, offset), text: 'TS.x' };
    const context = { triggerKind: 2, selectedCompletionInfo };
    const { result } = await ask<InlineCompletionItem[]>(await newsroom(), METHOD, marked, { context });
    assert.deepEqual(result, []);
  });

  it('says nothing in the middle of a name, behind a whole one, and where brackets would be needed', async () => {
    assert.equal(await accepted(functionFlow('global.get("SECRETS.A¦PI_KEY")')), undefined);
    assert.equal(await accepted(functionFlow('global.get("SECRETS.API_KEY¦")')), undefined);
    assert.equal(await accepted(functionFlow('global.get("SECRETS").mail¦')), undefined);
  });
});

import assert from 'node:assert/strict';
import { type Hover, type MarkupContent } from 'vscode-languageserver-protocol/node';
import { FULL, textIn } from './support/client.ts';
import { ask, flow, functionFlow, newsroom } from './support/newsroom.ts';

async function hoverAt(marked: string, file?: string): Promise<{ said: string; on: string } | undefined> {
  const { result, text } = await ask<Hover | null>(
    await newsroom(),
    'textDocument/hover',
    marked,
    file === undefined ? {} : { file },
  );
  if (!result?.range) return undefined;
  const { kind, value } = result.contents as MarkupContent;
  assert.equal(kind, 'markdown');
  assert.ok(!value.includes('ENC['));
  return { said: value, on: textIn(text, result.range) };
}

describe('hover', () => {
  it('says kind, spaces, times, note and uses of a key', async () => {
    const hover = await hoverAt(functionFlow('return global.get("SECRETS.API¦_KEY");'), 'prod/once.json');
    assert.equal(hover?.on, 'API_KEY');
    assert.match(hover.said, /^\*\*Secret\*\* `API_KEY` · text/);
    assert.match(hover.said, /In `PROD`, updated 2026\\-11\\-20 09:30 UTC/);
    assert.match(hover.said, /Used (once|\d+ times)/);
  });

  it('escapes a note, which may hold Markdown', async () => {
    const hover = await hoverAt(functionFlow('global.get("SECRETS.API¦_KEY")'));
    assert.match(hover?.said ?? '', /Note: ask \\\*Ana\\\*/);
    assert.match(hover?.said ?? '', /In `DEV`, updated 2026\\-11\\-05 10:00 UTC/);
  });

  it('lists the paths of a JSON secret, and where one is missing', async () => {
    assert.match(
      (await hoverAt(functionFlow('global.get("SECRETS.MA¦M")')))?.said ?? '',
      /Paths: `host`, `port`, `user`/,
    );
    const path = await hoverAt(functionFlow('global.get("SECRETS.MAM.po¦rt")'));
    assert.equal(path?.on, 'port');
    assert.match(path.said, /In `DEV`, updated 2026\\-11\\-20 09:30 UTC/);
    assert.match(path.said, /Missing in `PROD`/);
  });

  it('says that no space has an unknown key', async () => {
    assert.match(
      (await hoverAt(functionFlow('global.get("SECRETS.NO¦PE")')))?.said ?? '',
      /`NOPE` · in none of its spaces/,
    );
  });

  it('names the type and the fields of a credential, and says of a field whether it is sealed', async () => {
    const code = (at: string) => functionFlow(`global.get("CREDENTIALS")${at}`);
    assert.match(
      (await hoverAt(code('["mailgun¦-alerts"].apiKey')))?.said ?? '',
      /mailgun.*Fields: `domain`, `sender`, `apiKey`/s,
    );
    assert.match((await hoverAt(code('["mailgun-alerts"].api¦Key')))?.said ?? '', /sealed field.*Updated 2026/s);
    assert.match((await hoverAt(code('["nobody¦"].apiKey')))?.said ?? '', /no such credential/);
  });

  it('tells that a dynamic access can’t be checked', async () => {
    assert.match((await hoverAt(functionFlow('global.get("SECRETS")[msg.¦key]')))?.said ?? '', /computed/);
  });

  it('tells what the place does to the value', async () => {
    const hover = await hoverAt(
      flow({ type: 'template', syntax: 'mustache', template: '{{global.SECRETS.API¦_KEY}}' }),
    );
    assert.match(hover?.said ?? '', /HTML\\-escaped/);
  });

  it('keeps a hostile name in its code span', async () => {
    const hover = await hoverAt(functionFlow('global.get("SECRETS")["a`¦](x)\\u202e"]'));
    assert.match(hover?.said ?? '', /^\*\*Secret\*\* `` a`\]\(x\)\\u202e ``/);
  });

  it('is plain text for a client without Markdown, and nothing beside a name', async () => {
    const plain = await newsroom({ ...FULL, textDocument: { ...FULL.textDocument, hover: {} } });
    const { result } = await ask<Hover>(plain, 'textDocument/hover', functionFlow('global.get("SECRETS.API¦_KEY")'));
    assert.equal((result.contents as MarkupContent).kind, 'plaintext');
    assert.match((result.contents as MarkupContent).value, /^Secret API_KEY · text\n/);
    assert.equal(await hoverAt(functionFlow('return ms¦g;')), undefined);
  });
});

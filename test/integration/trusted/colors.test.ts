import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { discardChanges, findingsBecome, open } from '../editor.ts';

/** Our names among a document's semantic tokens, as VS Code has them: text with its modifiers. */
async function names(document: vscode.TextDocument): Promise<readonly string[]> {
  const { uri } = document;
  const [legend, tokens] = await Promise.all([
    vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
      'vscode.provideDocumentSemanticTokensLegend',
      uri,
    ),
    vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', uri),
  ]);
  const data = [...(tokens?.data ?? [])];
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, , bits = 0] = data.slice(i, i + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const text = document.getText(new vscode.Range(line, character, line, character + length));
    const modifiers = legend?.tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0) ?? [];
    if (modifiers.includes('secret') || modifiers.includes('credential')) found.push(`${text} ${modifiers.join(' ')}`);
  }
  return found;
}

describe('colors', () => {
  before(async () => {
    await findingsBecome(await open('flows/playout.json'), ['missing-in-space: TICKER_URL']);
  });
  afterEach(discardChanges);

  it('of a flow file: VS Code gets the names behind aliases and in typed inputs', async () => {
    const found = await names(await open('flows/ingest.json'));
    for (const name of ['MAM readonly secret', 'token secret', 'NEWS_API_KEY readonly secret'])
      ok(found.includes(name), `${name} among ${found.join(', ')}`);
  });

  it('of a mustache template: it has a language, and our tokens', async () => {
    const template = await open('templates/breaking-news.mustache');
    equal(template.languageId, 'mustache');
    deepEqual(await names(template), [
      'RUNDOWN_URL readonly secret',
      'MAM readonly secret',
      'url secret',
      'MAM readonly secret',
      'collections secret',
      '0 secret',
      'alert-mails readonly credential',
      'sender credential',
    ]);
  });

  it('of a script on disk are left to TypeScript', async () => {
    deepEqual(await names(await open('scripts/archive-clip.js')), []);
  });

  it('of JSONata: it has a language', async () => {
    ok((await vscode.languages.getLanguages()).includes('jsonata'));
  });
});

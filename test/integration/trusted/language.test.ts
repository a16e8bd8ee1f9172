import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { after, discardChanges, findingsBecome, open, rangeOf, replace } from '../editor.ts';

/** Calls one of VS Code's commands that ask all language features. */
async function ask<T>(command: string, document: vscode.TextDocument, ...more: unknown[]): Promise<T> {
  return await vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, ...more);
}

function labels(list: vscode.CompletionList): string[] {
  return list.items.map(labelOf);
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

function hoverText(hovers: readonly vscode.Hover[]): string {
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')).join('\n');
}

describe('language features', () => {
  before(async () => {
    // The first answer is there when the first findings are.
    await findingsBecome(await open('flows/playout.json'), ['missing-in-space: TICKER_URL']);
  });
  afterEach(discardChanges);

  it('completes keys in a typed input', async () => {
    const ingest = await open('flows/ingest.json');
    const list = await ask<vscode.CompletionList>(
      'executeCompletionItemProvider',
      ingest,
      after(ingest, '"v": "SECRETS.'),
    );
    const found = labels(list);
    for (const key of ['MAM', 'DB', 'NEWS_API_KEY', 'TICKER_URL'])
      ok(found.includes(key), `${key} among ${found.join(', ')}`);
  });

  it('completes JSON paths and fields, and puts them where the name stands', async () => {
    const ingest = await open('flows/ingest.json');
    const paths = await ask<vscode.CompletionList>(
      'executeCompletionItemProvider',
      ingest,
      after(ingest, 'Bearer ${mam.'),
      '.',
    );
    deepEqual(
      labels(paths)
        .filter((label) => ['url', 'token', 'timeout', 'collections'].includes(label))
        .sort(),
      ['collections', 'timeout', 'token', 'url'],
    );
    ok(
      paths.items.some((item) => labelOf(item) === 'token' && item.range !== undefined),
      'an explicit range',
    );
    const alerts = await open('flows/alerts.json');
    const fields = await ask<vscode.CompletionList>(
      'executeCompletionItemProvider',
      alerts,
      after(alerts, 'To: global.get('),
      "'",
    );
    ok(labels(fields).every((label) => !label.includes('ENC[')));
  });

  it('completes credentials', async () => {
    const script = await open('scripts/archive-clip.js');
    const list = await ask<vscode.CompletionList>(
      'executeCompletionItemProvider',
      script,
      after(script, "CREDENTIALS['"),
    );
    for (const name of ['alert-mails', 'on-call-sms', 'newsroom-slack']) {
      ok(
        labels(list).some((label) => label.includes(name)),
        name,
      );
    }
  });

  it('says in a hover what a name is and where it exists, never its value', async () => {
    const playout = await open('flows/playout.json');
    const text = hoverText(await ask<vscode.Hover[]>('executeHoverProvider', playout, after(playout, 'SECRETS.TICK')));
    match(text, /TICKER_URL/);
    match(text, /DEV/);
    match(text, /STAGING/);
    ok(!text.includes('ENC['));
  });

  it('goes to the definition in the space files', async () => {
    const alerts = await open('flows/alerts.json');
    const places = await ask<(vscode.Location | vscode.LocationLink)[]>(
      'executeDefinitionProvider',
      alerts,
      after(alerts, 'SECRETS.ON_CALL'),
    );
    equal(places.length, 3);
    for (const place of places) {
      const uri = 'targetUri' in place ? place.targetUri : place.uri;
      match(basename(uri.fsPath), /\.space\.json$/);
    }
  });

  it('finds all references in closed files, without the store', async () => {
    const playout = await open('flows/playout.json');
    const places = await ask<vscode.Location[]>('executeReferenceProvider', playout, after(playout, 'SECRETS.RUNDOWN'));
    const files = new Set(
      places.map(({ uri }) => basename(uri.fsPath)).filter((name) => !name.endsWith('.space.json')),
    );
    deepEqual([...files].sort(), ['alerts.json', 'breaking-news.mustache', 'playout.json', 'slack-summary.yaml']);
  });

  it('highlights the key in the file', async () => {
    const ingest = await open('flows/ingest.json');
    const highlights = await ask<vscode.DocumentHighlight[]>(
      'executeDocumentHighlights',
      ingest,
      after(ingest, 'SECRETS.MA'),
    );
    ok(highlights.length >= 3);
    for (const { range } of highlights) equal(ingest.getText(range), 'MAM');
  });

  it('lists tabs and their nodes as symbols', async () => {
    const alerts = await open('flows/alerts.json');
    const symbols = await ask<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider', alerts);
    const tab = symbols.find(({ name }) => name === 'Alerts');
    ok(tab?.children.some(({ name }) => name === 'Text message'));
  });

  it('counts a reference that is not saved yet', async () => {
    const ingest = await open('flows/ingest.json');
    await replace(ingest, "env.get('COLLECTION')", "global.get('SECRETS.FTP_PASSWORD')");
    const places = await ask<vscode.Location[]>('executeReferenceProvider', ingest, after(ingest, 'SECRETS.FTP'));
    ok(
      places.some(
        ({ uri, range }) => uri.toString() === ingest.uri.toString() && range.isEqual(rangeOf(ingest, 'FTP_PASSWORD')),
      ),
    );
  });
});

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { discardChanges, findings, findingsBecome, open, rangeOf, replace, until } from '../editor.ts';

const DEV = 'secrets/newsroom-ingest-dev.space.json';

/** The quick fix with this title. */
async function fixAt(document: vscode.TextDocument, text: string, title: string): Promise<vscode.CodeAction> {
  return await until(`the fix “${title}”`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, text),
    );
    return actions.find((action) => action.title === title);
  });
}

async function apply({ edit }: vscode.CodeAction): Promise<void> {
  ok(edit && (await vscode.workspace.applyEdit(edit)));
}

async function chooseRules(rules: Readonly<Record<string, string>> | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('flowSecrets');
  await settings.update('rules', rules, vscode.ConfigurationTarget.Workspace);
}

describe('rules', () => {
  afterEach(discardChanges);

  it('are ignored on a line, by a fix', async () => {
    const ingest = await open('flows/ingest.json');
    await replace(ingest, 'SECRETS.MAM', 'SECRETS.MAN');
    await findingsBecome(ingest, ['unknown-secret: MAN']);
    await apply(await fixAt(ingest, 'SECRETS.MAN', 'Ignore unknown-secret on this line'));
    await findingsBecome(ingest, []);
    match(ingest.getText(), /SECRETS\.MAN'\);.*flow-secrets-ignore-line unknown-secret/);
  });

  it('are ignored in a node, by a fix that keeps the file JSON', async () => {
    const playout = await open('flows/playout.json');
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
    await apply(await fixAt(playout, 'TICKER_URL', 'Ignore missing-in-space in this node'));
    await findingsBecome(playout, []);
    ok(JSON.parse(playout.getText()));
  });

  it('mend a mustache that is not evaluated', async () => {
    const playout = await open('flows/playout.json');
    const before = playout.getText();
    await replace(playout, '"SECRETS.TICKER_URL",', '"{{global.SECRETS.TICKER_URL}}",');
    const { end } = rangeOf(playout, '"{{global.SECRETS.TICKER_URL}}",');
    const type = new vscode.Range(end, end.translate(1, 100));
    await replace(playout, playout.getText(type), playout.getText(type).replace('"global"', '"str"'));
    await findingsBecome(playout, ['missing-in-space: TICKER_URL', 'literal-not-evaluated: TICKER_URL']);
    await apply(await fixAt(playout, 'global.SECRETS.TICKER_URL', 'Change the type to global'));
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
    equal(playout.getText(), before);
  });

  it('speak as loud as the setting says, at once', async () => {
    const playout = await open('flows/playout.json');
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
    try {
      await chooseRules({ 'missing-in-space': 'error' });
      await until('an error', () =>
        vscode.languages
          .getDiagnostics(playout.uri)
          .some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
      );
      await chooseRules({ 'missing-in-space': 'off' });
      await findingsBecome(playout, []);
    } finally {
      await chooseRules(undefined);
    }
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
  });

  it('fade what is unused in its space file, and no more than that', async () => {
    const space = await open(DEV);
    const unused = await until('a faded name', () => {
      const found = vscode.languages
        .getDiagnostics(space.uri)
        .filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Unnecessary));
      return found.length > 0 ? found : undefined;
    });
    deepEqual(
      unused.map(({ range, severity }) => [space.getText(range), severity]),
      [['FTP_PASSWORD', vscode.DiagnosticSeverity.Hint]],
    );
    deepEqual(findings(space), []);
  });
});

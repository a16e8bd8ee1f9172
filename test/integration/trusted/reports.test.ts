import { deepEqual, equal, ok } from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { discardChanges, findingsBecome, open, until, workspaceFolder } from '../editor.ts';

const DEV = 'Newsroom - Ingest - DEV';
const DEV_FILE = 'secrets/newsroom-ingest-dev.space.json';

/** The titles of the tables that are open. */
function tables(kind: 'comparison' | 'unused'): readonly string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap(({ input, label }) =>
    input instanceof vscode.TabInputWebview && input.viewType.endsWith(`flowSecrets.${kind}`) ? [label] : [],
  );
}

/** Compares DEV with the first space that is offered. */
async function compare(): Promise<void> {
  const done = vscode.commands.executeCommand('flowSecrets.compareSpaces', { root: workspaceFolder(), space: DEV });
  let ended = false;
  void done.then(() => (ended = true));
  await until('the table', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return ended || undefined;
  });
}

describe('reports', () => {
  afterEach(discardChanges);

  it('shows the findings of files that nobody has open', async () => {
    const late = vscode.Uri.file(join(workspaceFolder(), 'flows/late.json'));
    const node = { id: 'n', type: 'function', func: 'return global.get("SECRETS.NOT_THERE");' };
    const shown = (): true | undefined =>
      vscode.languages.getDiagnostics(late).some(({ message }) => message.includes('NOT_THERE')) || undefined;
    writeFileSync(late.fsPath, JSON.stringify([node]));
    try {
      await until('the finding', shown);
    } finally {
      rmSync(late.fsPath);
    }
    await until('no finding', () => shown() === undefined);
  });

  it('counts uses above each secret of a space file, until the setting says no', async () => {
    const { uri } = await open(DEV_FILE);
    const ask = async (): Promise<string[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      return lenses.flatMap(({ command }) => (/\buses?\b/.test(command?.title ?? '') ? [command?.title ?? ''] : []));
    };
    await until('lenses', async () => (await ask()).length > 0);
    const settings = vscode.workspace.getConfiguration('flowSecrets');
    try {
      await settings.update('codeLens.uses', false, vscode.ConfigurationTarget.Workspace);
      await until('no lenses', async () => (await ask()).length === 0);
    } finally {
      await settings.update('codeLens.uses', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('says beside a name which space lacks it', async () => {
    const playout = await open('flows/playout.json');
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
    const all = new vscode.Range(0, 0, playout.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      playout.uri,
      all,
    );
    deepEqual(
      hints.map(({ label }) => label),
      ['⊘ Newsroom - Ingest - PROD'],
    );
  });

  it('opens each table once', async () => {
    await vscode.commands.executeCommand('flowSecrets.showUnused');
    await vscode.commands.executeCommand('flowSecrets.showUnused');
    await until('the title', () => tables('unused').includes('Unused and Missing'));
    equal(tables('unused').length, 1);
    await compare();
    await compare();
    const [title = ''] = await until('the title', () => {
      const titles = tables('comparison');
      return titles[0]?.includes(DEV) === true ? titles : undefined;
    });
    ok(title.startsWith(`${DEV} ↔ `), title);
    equal(tables('comparison').length, 1);
  });
});

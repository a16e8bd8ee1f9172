import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { findingsBecome, open, until, workspaceFolder } from '../editor.ts';

/** What the store holds, as digests. */
function storeFiles(): string[] {
  const folder = join(workspaceFolder(), 'secrets');
  return readdirSync(folder).map(
    (name) =>
      `${name} ${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}`,
  );
}

/** Runs a command that says why it does nothing, and closes that message. */
async function refused(command: string): Promise<void> {
  let ended = false;
  const run = vscode.commands.executeCommand(command).then(() => (ended = true));
  await until(`the end of ${command}`, async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    return ended || undefined;
  });
  await run;
}

describe('an untrusted workspace', () => {
  it('is open in Restricted Mode', () => {
    equal(vscode.workspace.isTrusted, false);
  });

  it('still gets names and findings', async () => {
    await findingsBecome(await open('flows/playout.json'), ['missing-in-space: TICKER_URL']);
  });

  it('edits code as any file', async () => {
    const flow = vscode.Uri.file(join(workspaceFolder(), 'flows', 'ingest.json'));
    await open('flows/ingest.json');
    await vscode.commands.executeCommand('flowSecrets.editCode', {
      uri: flow,
      node: '488d7edc21a5913a',
      property: 'func',
    });
    const code = await until('the code editor', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'flow-code' ? document : undefined;
    });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(code.uri, new vscode.Position(0, 0), '// edited\n');
    ok(await vscode.workspace.applyEdit(edit));
    ok(await code.save());
    match(readFileSync(flow.fsPath, 'utf8'), /"func": "\/\/ edited\\nconst mam/);
  });

  it('compares names, and decrypts nothing for it', async () => {
    const space = 'Newsroom - Ingest - DEV';
    let ended = false;
    void vscode.commands
      .executeCommand('flowSecrets.compareSpaces', { root: workspaceFolder(), space })
      .then(() => (ended = true));
    await until('the table', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return ended || undefined;
    });
    const title = await until('its title', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.input instanceof vscode.TabInputWebview && tab.label !== '' ? tab.label : undefined;
    });
    ok(title.startsWith(`${space} ↔ `), title);
  });

  it('writes nothing', async () => {
    const before = storeFiles();
    await refused('flowSecrets.addSpace');
    await refused('flowSecrets.addCredential');
    await refused('flowSecrets.addRuntime');
    await open('flows/ingest.json');
    await refused('flowSecrets.extractSecret');
    await refused('flowSecrets.renameSymbol');
    deepEqual(storeFiles(), before);
  });
});

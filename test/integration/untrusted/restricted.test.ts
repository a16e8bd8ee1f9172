import { deepEqual, equal } from 'node:assert/strict';
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

  it('writes nothing', async () => {
    const before = storeFiles();
    await refused('flowSecrets.addSpace');
    await refused('flowSecrets.addCredential');
    await refused('flowSecrets.addRuntime');
    deepEqual(storeFiles(), before);
  });
});

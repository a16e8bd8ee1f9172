import { deepEqual, equal } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { findingsBecome, open, workspaceFolder } from '../editor.ts';

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

describe('an untrusted workspace', () => {
  it('is open in Restricted Mode', () => {
    equal(vscode.workspace.isTrusted, false);
  });

  it('still gets names and findings', async () => {
    await findingsBecome(await open('flows/playout.json'), ['missing-in-space: TICKER_URL']);
  });

  it('writes nothing', async () => {
    const before = storeFiles();
    await vscode.commands.executeCommand('flowSecrets.addSpace');
    await vscode.commands.executeCommand('flowSecrets.copyValue');
    deepEqual(storeFiles(), before);
  });
});

import { equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until, workspaceFolder } from '../editor.ts';

/** A space of the demo with one of its secrets, as a quick fix or a table names it. */
function target(): { readonly root: string; readonly space: string; readonly key: string } {
  const root = workspaceFolder();
  const folder = join(root, 'secrets');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.space.json'))) {
    const { space, secrets } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      readonly space: string;
      readonly secrets: Readonly<Record<string, unknown>>;
    };
    const key = Object.keys(secrets).find((candidate) => typeof secrets[candidate] === 'string');
    if (key !== undefined) return { root, space, key };
  }
  throw new Error('The demo has a space with a text secret.');
}

/** Runs Copy Value on a secret and waits until the clipboard has it. */
async function copies(): Promise<string> {
  await vscode.env.clipboard.writeText('before');
  return until('a copied value', async () => {
    await vscode.commands.executeCommand('flowSecrets.copyValue', target());
    const text = await vscode.env.clipboard.readText();
    return text === 'before' ? undefined : text;
  });
}

describe('Lock and Unlock', () => {
  before(async () => {
    await vscode.extensions.getExtension('flow-secrets.flow-secrets')?.activate();
  });
  after(async () => {
    await vscode.commands.executeCommand('flowSecrets.unlock');
  });

  it('locked, no value is given out, and a copied one is off the clipboard; unlocked, all is as before', async () => {
    const value = await copies();
    ok(value.length > 0);
    await vscode.commands.executeCommand('flowSecrets.lock');
    equal(await vscode.env.clipboard.readText(), '');
    await vscode.env.clipboard.writeText('mine');
    await vscode.commands.executeCommand('flowSecrets.copyValue', target());
    equal(await vscode.env.clipboard.readText(), 'mine');
    await vscode.commands.executeCommand('flowSecrets.unlock');
    equal(await copies(), value);
  });
});

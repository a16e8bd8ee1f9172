import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type App } from '../app.ts';
import { done } from '../done.ts';
import { cancelForms } from '../webview/value-form.ts';

/**
 * Lock: this window has no identity until it is unlocked. What was opened by a passphrase is forgotten, a copied value goes
 * off the clipboard, and dialogs that hold a value close.
 */
export async function lock(app: App): Promise<void> {
  await app.stores.identities.close();
  cancelForms();
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await app.clipboard.clearNow();
  await done(app, l10n.t('Flow Secrets is locked in this window.'));
}

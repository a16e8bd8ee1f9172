import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type App } from '../app.ts';
import { requireTrust } from '../dialogs/targets.ts';

/** Copy My Public Key: what an Owner needs to give access. Without an identity one is made first. */
export async function copyMyPublicKey(app: App): Promise<void> {
  requireTrust();
  const { recipient } = await app.stores.identities.ensure();
  await vscode.env.clipboard.writeText(recipient);
  const message = l10n.t('Copied your public key. Send it to an Owner of the spaces that you need.');
  vscode.window.setStatusBarMessage(message, 10_000);
  await app.projects.refresh();
}

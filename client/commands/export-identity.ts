import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Identity } from '../../store/identity/identity.ts';
import { saveIdentityFile } from '../../store/identity/save-identity.ts';
import { type App } from '../app.ts';
import { askNewPassphrase } from '../dialogs/ask-passphrase.ts';
import { pick } from '../dialogs/pick.ts';
import { requireTrust } from '../dialogs/targets.ts';
import { LockedError, UserError } from '../errors.ts';
import { askIdentityFile } from '../identity-file.ts';
import { type Identities } from '../identity.ts';
import { shortKey } from '../recipient-text.ts';
import { plainText } from '../plain-text.ts';

/** Export My Identity: one of the user's to a new file, protected by a passphrase when they wish. */
export async function exportIdentity(app: App): Promise<void> {
  requireTrust();
  const title = l10n.t('Export My Identity');
  const { identities } = app.stores;
  const identity = await chosen(identities, title);
  const isProtected = await pick(
    [
      {
        label: l10n.t('Protected by a passphrase'),
        description: l10n.t('recommended'),
        detail: l10n.t('Opens here, on the command line, and with age -d.'),
        value: true,
      },
      {
        label: l10n.t('In clear'),
        detail: l10n.t('Whoever reads the file can open all that you can.'),
        value: false,
      },
    ],
    { title, placeholder: l10n.t('How should the file be written?') },
  );
  const file = await askIdentityFile(title, isProtected ? 'flow-secrets-identity.age' : 'flow-secrets-identity.txt');
  const passphrase = isProtected ? await askNewPassphrase(title) : undefined;
  const saving = { location: vscode.ProgressLocation.Window, title: plainText(l10n.t('Saving {0}…', file)) };
  await vscode.window.withProgress(saving, () => saveIdentityFile(file, identity, passphrase && { passphrase }));
  await identities.exported();
  vscode.window.setStatusBarMessage(plainText(l10n.t('The identity was saved to {0}.', file)), 10_000);
}

async function chosen(identities: Identities, title: string): Promise<Identity> {
  const [first, ...more] = (await identities.load()).identities;
  if (first && more.length === 0) return first;
  if (first) {
    const choices = [first, ...more].map((identity) => ({
      label: shortKey(identity.recipient),
      description: identity.origin,
      value: identity,
    }));
    return pick(choices, { title, placeholder: l10n.t('Which identity?') });
  }
  const lock = await identities.lock();
  if (lock) throw new LockedError(lock.reason);
  throw new UserError(l10n.t('There is nothing to export: you have no identity (a private key) yet.'));
}

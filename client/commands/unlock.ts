import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { askPassphraseOf } from '../dialogs/ask-passphrase.ts';
import { requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';

/** Unlock: asks for the passphrases of protected identities. A cancel leaves all as it was. */
export async function unlock(app: App): Promise<void> {
  requireTrust();
  const { identities } = app.stores;
  const was = identities.isLocked;
  const files = await identities.closedFiles();
  let opened = 0;
  for (const file of files) {
    if (await askPassphraseOf(file, (passphrase) => identities.openFile(file, passphrase))) opened++;
  }
  await identities.unlock();
  await done(app, was || opened > 0 ? l10n.t('Flow Secrets is unlocked.') : l10n.t('Nothing was unlocked.'));
}

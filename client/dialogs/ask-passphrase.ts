import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type ProtectedFile } from '../../store/identity/protected-file.ts';
import { WrongPassphrase } from '../../store/identity/scrypt-stanza.ts';
import { type SecretValue } from '../../store/secret-value.ts';
import { UserError } from '../errors.ts';
import { askValue } from './ask-text.ts';

/** Fewer characters are guessed too soon by who has the file. */
const ADVISED_LENGTH = 16;

/**
 * Asks for the passphrase of a file until it opens.
 * @param open throws WrongPassphrase, or Error for a damaged file
 * @returns false when the user left it empty
 * @throws Cancelled, UserError
 */
export async function askPassphraseOf(
  file: ProtectedFile,
  open: (passphrase: SecretValue) => Promise<void>,
): Promise<boolean> {
  const title = l10n.t('Unlock');
  let prompt = l10n.t('Passphrase of {0}. It is kept nowhere. Leave it empty to keep this file locked.', file.origin);
  for (;;) {
    const passphrase = await askValue({ title, prompt });
    if (passphrase.reveal() === '') return false;
    try {
      const opening = { location: vscode.ProgressLocation.Window, title: l10n.t('Opening {0}…', file.origin) };
      await vscode.window.withProgress(opening, () => open(passphrase));
      return true;
    } catch (error) {
      if (!(error instanceof WrongPassphrase)) {
        throw new UserError(l10n.t('{0} is damaged and can’t be opened. Restore it from a copy.', file.origin));
      }
      prompt = l10n.t('That passphrase does not open {0}. Try again, or leave it empty.', file.origin);
    }
  }
}

/** A new passphrase, typed twice. @throws Cancelled */
export async function askNewPassphrase(title: string): Promise<SecretValue> {
  const first = await askValue({
    title,
    prompt: l10n.t('A passphrase for the file. Nobody can restore it; it is kept nowhere.'),
    check: (text) => {
      if (text === '') return { severity: 'error', message: l10n.t('Enter a passphrase.') };
      if (text.length >= ADVISED_LENGTH) return undefined;
      return { severity: 'advice', message: l10n.t('Advice: several words, {0} characters or more.', ADVISED_LENGTH) };
    },
  });
  await askValue({
    title,
    prompt: l10n.t('The same passphrase again.'),
    check: (text) =>
      text === first.reveal() ? undefined : { severity: 'error', message: l10n.t('The two are not the same.') },
  });
  return first;
}

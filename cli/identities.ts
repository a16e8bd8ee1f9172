import { type Identity } from '../store/identity/identity.ts';
import { loadIdentities } from '../store/identity/load-identities.ts';
import { lockedText } from '../store/identity/locked-text.ts';
import { OpenedFiles, type ProtectedFile } from '../store/identity/protected-file.ts';
import { WrongPassphrase } from '../store/identity/scrypt-stanza.ts';
import { SecretValue } from '../store/secret-value.ts';
import { type Terminal } from './command.ts';

const ATTEMPTS = 3;

export interface OpenedIdentities {
  readonly identities: readonly Identity[];
  /** Which sources stay locked and what to do about it; undefined where none is. */
  readonly locked: string | undefined;
  readonly problems: readonly string[];
}

/** This user's identities, for one command. At a terminal the passphrases of protected ones are asked for, and kept nowhere. */
export async function openIdentities(terminal: Terminal): Promise<OpenedIdentities> {
  const { input } = terminal;
  const { user } = input;
  const opened = new OpenedFiles();
  const first = await loadIdentities({ ...user, opened });
  if (first.locked.length === 0 || !input.isTerminal) return told(first);
  const failures: string[] = [];
  for (const file of first.locked) failures.push(...(await unlock(file, opened, terminal)));
  const { problems, ...loaded } = await loadIdentities({ ...user, opened });
  return told({ ...loaded, problems: [...problems, ...failures] });
}

/** @returns why a file can't be opened by any passphrase */
async function unlock(file: ProtectedFile, opened: OpenedFiles, { input, err }: Terminal): Promise<readonly string[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const passphrase = new SecretValue(
      await input.ask(`Passphrase of ${file.origin} (empty: leave it locked): `, true),
    );
    if (passphrase.reveal() === '') return [];
    try {
      await opened.open(file, passphrase);
      return [];
    } catch (error) {
      if (!(error instanceof WrongPassphrase)) return [error instanceof Error ? error.message : 'it fails'];
      err(`That passphrase does not open ${file.origin}.`);
    }
  }
  return [];
}

function told(loaded: Awaited<ReturnType<typeof loadIdentities>>): OpenedIdentities {
  const text = lockedText(loaded.locked);
  const remedy =
    'Run the command at a terminal, which asks for the passphrase, or set SOPS_AGE_KEY_CMD to a command that prints the key.';
  return { ...loaded, locked: text && `${text} ${remedy}` };
}

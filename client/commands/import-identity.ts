import { readFile, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Identity, type ParsedIdentities, parseIdentities } from '../../store/identity/identity.ts';
import {
  isAgeFile,
  openProtectedFile,
  type ProtectedFile,
  readProtectedFile,
} from '../../store/identity/protected-file.ts';
import { type App } from '../app.ts';
import { askPassphraseOf } from '../dialogs/ask-passphrase.ts';
import { askValue } from '../dialogs/ask-text.ts';
import { identityPlaces } from '../dialogs/identity-place.ts';
import { pick } from '../dialogs/pick.ts';
import { requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { Cancelled, LockedError, UserError } from '../errors.ts';

/** No list of keys is as long. */
const MAX_BYTES = 1024 * 1024;

/** What was given: keys, and the protected file that they came from. */
interface Given extends ParsedIdentities {
  readonly file?: ProtectedFile;
}

/** Import Identity: from a file, protected or not, or typed; into the sops keys file or VS Code's secret storage. */
export async function importIdentity(app: App): Promise<void> {
  requireTrust();
  const own = app.stores.identities;
  const lock = await own.lock();
  if (lock?.by === 'window') throw new LockedError(lock.reason);
  const title = l10n.t('Import Identity');
  const given = (await askSource(title)) === 'file' ? await fromFile(title) : await typed(title);
  const present = new Set((await own.load()).identities.map(({ recipient }) => recipient));
  const added = given.identities.filter(({ recipient }) => !present.has(recipient));
  if (added.length === 0) throw new UserError(l10n.t('You have this identity already.'));
  await keep(app, title, given, added);
  await done(app, l10n.t('Imported: your public key is {0}.', added.map(({ recipient }) => recipient).join(', ')));
}

function askSource(title: string): Promise<'file' | 'typed'> {
  return pick<'file' | 'typed'>(
    [
      {
        label: l10n.t('From a file…'),
        detail: l10n.t('As age-keygen writes it; age -p may have protected it by a passphrase.'),
        value: 'file',
      },
      { label: l10n.t('Type or paste a key'), detail: l10n.t('It begins with AGE-SECRET-KEY-.'), value: 'typed' },
    ],
    { title, placeholder: l10n.t('Where is the identity (the private key)?') },
  );
}

async function keep(app: App, title: string, given: Given, added: readonly Identity[]): Promise<void> {
  const { file } = given;
  const places = await identityPlaces();
  const protectedPlace = {
    label: l10n.t('Where it is'),
    description: l10n.t('recommended'),
    detail: l10n.t('{0} stays protected: its passphrase is asked for in each window.', file?.origin ?? ''),
    value: 'protected' as const,
  };
  const choices = file ? [protectedPlace, ...places.map((place) => ({ ...place, description: '' }))] : places;
  const place = await pick<'protected' | 'file' | 'storage'>(choices, {
    title,
    placeholder: l10n.t('Where should it be kept?'),
  });
  const own = app.stores.identities;
  if (place !== 'protected') for (const identity of added) await own.add(identity, place);
  else if (file) await own.addFile(file, given);
}

async function typed(title: string): Promise<Given> {
  const key = await askValue({
    title,
    prompt: l10n.t('The private key. It is shown to nobody.'),
    placeholder: 'AGE-SECRET-KEY-…',
    check: (text) =>
      /^\s*AGE-SECRET-KEY-/.test(text)
        ? undefined
        : { severity: 'error', message: l10n.t('A private key begins with AGE-SECRET-KEY-.') },
  });
  return some(await parseIdentities(key.reveal(), l10n.t('What you typed')));
}

async function fromFile(title: string): Promise<Given> {
  const [uri] = (await vscode.window.showOpenDialog({ title, openLabel: l10n.t('Import') })) ?? [];
  if (!uri) throw new Cancelled();
  const file = uri.fsPath;
  if ((await stat(file)).size > MAX_BYTES) throw new UserError(l10n.t('{0} is too big to be an identity.', file));
  const bytes = await readFile(file);
  if (!isAgeFile(bytes)) return some(await parseIdentities(bytes.toString('utf8'), file));
  return fromProtected(readable(bytes, file));
}

function readable(bytes: Uint8Array, file: string): ProtectedFile {
  try {
    return readProtectedFile(bytes, file);
  } catch (error) {
    throw new UserError(`${file} ${error instanceof Error ? error.message : ''}`);
  }
}

async function fromProtected(file: ProtectedFile): Promise<Given> {
  let parsed: ParsedIdentities | undefined;
  const isOpen = await askPassphraseOf(file, async (passphrase) => {
    parsed = await openProtectedFile(file, passphrase);
  });
  if (!isOpen || !parsed) throw new Cancelled();
  return { ...some(parsed), file };
}

function some(parsed: ParsedIdentities): Given {
  if (parsed.identities.length > 0) return parsed;
  throw new UserError(parsed.problems.join('\n') || l10n.t('There is no identity in it.'));
}

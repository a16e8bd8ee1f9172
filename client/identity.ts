import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createIdentity, type Identity, type ParsedIdentities, parseIdentities } from '../store/identity/identity.ts';
import { loadIdentities, type LoadedIdentities } from '../store/identity/load-identities.ts';
import { OpenedFiles, type ProtectedFile } from '../store/identity/protected-file.ts';
import { addToSopsKeysFile } from '../store/identity/save-identity.ts';
import { sopsKeysFile, type UserEnvironment } from '../store/identity/user-folders.ts';
import { type SecretValue } from '../store/secret-value.ts';
import { askIdentityPlace, type IdentityPlace } from './dialogs/identity-place.ts';
import { LockedError, UserError } from './errors.ts';

const SECRET_KEY = 'flowSecrets.identity';
const EXPORTED_KEY = 'flowSecrets.identityExported';
const FILES_KEY = 'flowSecrets.identityFiles';
const LOCKED_KEY = 'flowSecrets.locked';

/** This process's user. */
export const USER: UserEnvironment = { env: process.env, home: homedir(), platform: process.platform };

/** Why identities are closed just now. */
export interface Lock {
  /** The user locked this window, or a passphrase protects some of the sources. */
  readonly by: 'window' | 'passphrase';
  /** For people, with what to do. */
  readonly reason: string;
}

/**
 * The identities of this user: all that SOPS would use, those of VS Code's secret storage, and protected files that were
 * imported. What a passphrase opened is in memory until it is locked.
 */
export class Identities {
  readonly #context: vscode.ExtensionContext;
  readonly #opened = new OpenedFiles();

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  /** True when the user (or the time) locked this window: a restart does not change it. */
  get isLocked(): boolean {
    return this.#context.workspaceState.get<boolean>(LOCKED_KEY) === true;
  }

  /** Nothing at all while the window is locked. */
  async load(): Promise<LoadedIdentities> {
    if (this.isLocked) return { identities: [], locked: [], problems: [] };
    return this.#all();
  }

  /** Why identities are closed just now; undefined where none is. */
  async lock(): Promise<Lock | undefined> {
    if (this.isLocked) {
      const reason = l10n.t('Flow Secrets is locked in this window: there are names only. Unlock it first (Unlock).');
      return { by: 'window', reason };
    }
    const { locked } = await this.load();
    if (locked.length === 0) return undefined;
    const sources = locked.map(({ origin }) => origin).join(', ');
    const reason = l10n.t('A passphrase protects your identity in {0}. Open it first (Unlock).', sources);
    return { by: 'passphrase', reason };
  }

  /** Forgets what was opened, and gives out no identity until it is unlocked. */
  async close(): Promise<void> {
    this.#opened.clear();
    await this.#context.workspaceState.update(LOCKED_KEY, true);
  }

  /** The protected sources that are not open; the window's lock counts not. */
  async closedFiles(): Promise<readonly ProtectedFile[]> {
    return (await this.#all()).locked;
  }

  /** @throws WrongPassphrase, or Error when the file is damaged */
  async openFile(file: ProtectedFile, passphrase: SecretValue): Promise<void> {
    await this.#opened.open(file, passphrase);
  }

  /** Ends the window's lock. */
  async unlock(): Promise<void> {
    await this.#context.workspaceState.update(LOCKED_KEY, undefined);
  }

  /** The user's first public key; undefined without any identity. */
  async myKey(): Promise<string | undefined> {
    return (await this.load()).identities[0]?.recipient;
  }

  /** An identity of the user's; with none, asks where a new one goes. @throws Cancelled, LockedError */
  async ensure(): Promise<Identity> {
    const { identities, problems } = await this.load();
    const [first] = identities;
    if (first) return first;
    const lock = await this.lock();
    if (lock) throw new LockedError(lock.reason);
    // A source that is set but can't be used is to be mended, not worked around.
    if (problems.length > 0) throw new UserError(problems.join('\n'));
    return this.#create();
  }

  /** Adds an identity to those of this user. @throws StoreError */
  async add(identity: Identity, place: IdentityPlace): Promise<void> {
    if (place === 'file') {
      await addToSopsKeysFile(USER, identity);
      return;
    }
    const lines = [...(await this.#stored()), identity].map(({ secret }) => secret.reveal());
    await this.#context.secrets.store(SECRET_KEY, lines.join('\n'));
  }

  /** Remembers where a protected file is, and what it holds until it is locked. */
  async addFile(file: ProtectedFile, identities: ParsedIdentities): Promise<void> {
    this.#opened.set(file, identities);
    await this.#context.globalState.update(FILES_KEY, [...new Set([...this.#files, file.origin])]);
  }

  /** The user has a copy outside of this editor. */
  async exported(): Promise<void> {
    await this.#context.globalState.update(EXPORTED_KEY, true);
  }

  /** Whether an identity exists in this editor alone. */
  async isAlone(): Promise<boolean> {
    return this.#context.globalState.get<boolean>(EXPORTED_KEY) === false && (await this.#stored()).length > 0;
  }

  get #files(): readonly string[] {
    return this.#context.globalState.get<readonly string[]>(FILES_KEY) ?? [];
  }

  async #all(): Promise<LoadedIdentities> {
    return loadIdentities({ ...USER, extra: await this.#stored(), files: this.#files, opened: this.#opened });
  }

  async #create(): Promise<Identity> {
    const place = await askIdentityPlace(
      l10n.t('New Identity'),
      l10n.t('You have no identity (a private key) yet. Where should the new one be kept?'),
    );
    const origin = place === 'file' ? sopsKeysFile(USER) : l10n.t('VS Code’s secret storage');
    const identity = await createIdentity(origin);
    await this.add(identity, place);
    if (place === 'storage') {
      await this.#context.globalState.update(EXPORTED_KEY, false);
      await offerExport();
    }
    return identity;
  }

  async #stored(): Promise<readonly Identity[]> {
    const text = await this.#context.secrets.get(SECRET_KEY);
    if (text === undefined) return [];
    return (await parseIdentities(text, l10n.t('VS Code’s secret storage'))).identities;
  }
}

async function offerExport(): Promise<void> {
  const save = l10n.t('Export…');
  const detail = l10n.t('Keep a copy outside of this editor: nobody can restore it.');
  const message = l10n.t('Your new identity is in VS Code’s secret storage.');
  const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, save);
  if (answer === save) await vscode.commands.executeCommand('flowSecrets.exportIdentity');
}

/** Reminds of an identity that exists in this editor alone. */
export async function remindOfExport(identities: Identities): Promise<void> {
  if (!(await identities.isAlone())) return;
  const now = l10n.t('Export Now');
  const message = l10n.t(
    'Your identity for Flow Secrets is kept in this VS Code only. If it is lost, so are the values that only you can open.',
  );
  const answer = await vscode.window.showWarningMessage(message, now, l10n.t('Later'));
  if (answer === now) await vscode.commands.executeCommand('flowSecrets.exportIdentity');
}

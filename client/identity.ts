import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createIdentity, type Identity, identityOf } from '../store/identity/identity.ts';
import { loadIdentities, type LoadedIdentities } from '../store/identity/load-identities.ts';
import { addToSopsKeysFile, saveIdentityFile } from '../store/identity/save-identity.ts';
import { sopsKeysFile, type UserEnvironment } from '../store/identity/user-folders.ts';
import { pick } from './dialogs/pick.ts';
import { UserError } from './errors.ts';
import { askIdentityFile } from './identity-file.ts';

const SECRET_KEY = 'flowSecrets.identity';
const EXPORTED_KEY = 'flowSecrets.identityExported';

/** This process's user. */
export const USER: UserEnvironment = { env: process.env, home: homedir(), platform: process.platform };

/** The identities of this user: all that SOPS would use, and the one that VS Code's secret storage may hold. */
export class Identities {
  readonly #context: vscode.ExtensionContext;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  async load(): Promise<LoadedIdentities> {
    const own = await this.#stored();
    return loadIdentities({ ...USER, extra: own ? [own] : [] });
  }

  /** The user's first public key; undefined without any identity. */
  async myKey(): Promise<string | undefined> {
    return (await this.load()).identities[0]?.recipient;
  }

  /** An identity of the user's; with none, asks where a new one goes. @throws Cancelled */
  async ensure(): Promise<Identity> {
    const { identities, problems } = await this.load();
    const [first] = identities;
    if (first) return first;
    // A source that is set but can't be used is to be mended, not worked around.
    if (problems.length > 0) throw new UserError(problems.join('\n'));
    return this.#create();
  }

  /** Saves the identity of the secret storage to a file; nothing else leaves it. */
  async export(): Promise<void> {
    const own = await this.#stored();
    if (!own) {
      throw new UserError(
        l10n.t('There is nothing to export: VS Code’s secret storage holds no identity. See {0}.', sopsKeysFile(USER)),
      );
    }
    await this.#saveTo(own);
  }

  /** Reminds of an identity that exists in this editor alone. */
  async remind(): Promise<void> {
    if (this.#context.globalState.get<boolean>(EXPORTED_KEY) !== false || !(await this.#stored())) return;
    const now = l10n.t('Export Now');
    const message = l10n.t(
      'Your identity for Flow Secrets is kept in this VS Code only. If it is lost, so are the values that only you can open.',
    );
    if ((await vscode.window.showWarningMessage(message, now, l10n.t('Later'))) === now) await this.export();
  }

  async #create(): Promise<Identity> {
    const place = await pick(
      [
        {
          label: l10n.t('sops keys file'),
          description: l10n.t('recommended'),
          detail: l10n.t('{0}: works with sops, the command line and every window.', sopsKeysFile(USER)),
          value: 'file' as const,
        },
        {
          label: l10n.t('VS Code’s secret storage'),
          detail: l10n.t('This editor only. Export it, or what only you can open is lost with this editor.'),
          value: 'storage' as const,
        },
      ],
      {
        title: l10n.t('New Identity'),
        placeholder: l10n.t('You have no identity (a private key) yet. Where should the new one be kept?'),
      },
    );
    if (place === 'file') {
      const identity = await createIdentity(sopsKeysFile(USER));
      await addToSopsKeysFile(USER, identity);
      return identity;
    }
    const identity = await createIdentity(l10n.t('VS Code’s secret storage'));
    await this.#context.secrets.store(SECRET_KEY, identity.secret.reveal());
    await this.#context.globalState.update(EXPORTED_KEY, false);
    await this.#offerExport(identity);
    return identity;
  }

  async #offerExport(identity: Identity): Promise<void> {
    const save = l10n.t('Export…');
    const detail = l10n.t('Keep a copy outside of this editor: nobody can restore it.');
    const message = l10n.t('Your new identity is in VS Code’s secret storage.');
    const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, save);
    if (answer === save) await this.#saveTo(identity);
  }

  async #saveTo(identity: Identity): Promise<void> {
    const file = await askIdentityFile(l10n.t('Export My Identity'), 'flow-secrets-identity.txt');
    await saveIdentityFile(file, identity);
    await this.#context.globalState.update(EXPORTED_KEY, true);
    vscode.window.setStatusBarMessage(l10n.t('The identity was saved to {0}.', file), 10_000);
  }

  async #stored(): Promise<Identity | undefined> {
    const text = await this.#context.secrets.get(SECRET_KEY);
    return text === undefined ? undefined : identityOf(text, l10n.t('VS Code’s secret storage'));
  }
}

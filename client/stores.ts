import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type ProjectState } from '../server/protocol.ts';
import { Confirmations } from '../store/confirmations.ts';
import { FilesStore } from '../store/files/files-store.ts';
import { confirmationsFile, seenSpacesFolder } from '../store/identity/user-folders.ts';
import { SpaceMemory } from '../store/space-memory.ts';
import { type Recipient } from '../store/store.ts';
import { configOf } from './config-file.ts';
import { type Identities, USER } from './identity.ts';
import { confirmationDetail } from './recipient-text.ts';
import { plainText, visibleLines } from './plain-text.ts';

/** What the client works with: the embedded store. */
export type ProjectStore = FilesStore;

/** The stores of this window's projects, one for each root. */
export class Stores {
  readonly identities: Identities;
  readonly #confirmations = new Confirmations(confirmationsFile(USER));
  readonly #memory = new SpaceMemory(seenSpacesFolder(USER));
  readonly #open = new Map<string, { readonly folder: string; readonly store: ProjectStore }>();

  constructor(identities: Identities) {
    this.identities = identities;
  }

  /** The project's store; made anew when its folder moved. */
  of(state: ProjectState): ProjectStore {
    const { root, storeFolder: folder } = state;
    const present = this.#open.get(root);
    if (present?.folder === folder) return present.store;
    const store = new FilesStore({
      root,
      folder,
      identities: async () => (await this.identities.load()).identities,
      locked: async () => (await this.identities.lock())?.reason,
      config: () => configOf(root),
      confirm: confirmRecipients,
      confirmations: this.#confirmations,
      memory: this.#memory,
      warn: (warning) => void vscode.window.showWarningMessage(plainText(warning)),
    });
    this.#open.set(root, { folder, store });
    return store;
  }
}

/** Before anything is sealed to a key that this user has not confirmed (DESIGN, Who can read). */
async function confirmRecipients(recipients: readonly Recipient[]): Promise<boolean> {
  const action = l10n.t('Confirm');
  const question =
    recipients.length === 1
      ? l10n.t('May the holder of this key read what is about to be saved?')
      : l10n.t('May the holders of these {0} keys read what is about to be saved?', recipients.length);
  const help = l10n.t(
    'You have not confirmed this for this store yet. Compare each key with what its holder tells you.',
  );
  const detail = `${confirmationDetail(recipients)}\n\n${help}`;
  return (
    (await vscode.window.showWarningMessage(question, { modal: true, detail: visibleLines(detail) }, action)) === action
  );
}

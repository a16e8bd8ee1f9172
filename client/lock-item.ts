import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Identities } from './identity.ts';
import { type Projects } from './projects.ts';

/** Shows in the status bar that this window is locked; a click unlocks it. Not there otherwise. */
export class LockItem implements vscode.Disposable {
  readonly #identities: Identities;
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: vscode.Disposable;

  constructor(identities: Identities, projects: Projects) {
    this.#identities = identities;
    this.#item = vscode.window.createStatusBarItem('flowSecrets.lock', vscode.StatusBarAlignment.Right);
    this.#item.name = l10n.t('Flow Secrets: Lock');
    this.#item.text = `$(lock) ${l10n.t('Secrets locked')}`;
    this.#item.tooltip = l10n.t('Flow Secrets is locked in this window: names only. Click to unlock.');
    this.#item.accessibilityInformation = { label: this.#item.tooltip, role: 'button' };
    this.#item.command = 'flowSecrets.unlock';
    this.#subscription = projects.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const { isLocked } = this.#identities;
    void vscode.commands.executeCommand('setContext', 'flowSecrets.locked', isLocked);
    if (isLocked) this.#item.show();
    else this.#item.hide();
  }
}

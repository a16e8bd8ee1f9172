import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainText } from './plain-text.ts';
import { type Projects } from './projects.ts';

/** A change of ours is in the file a moment before it is remembered: what is gone after that is no news. */
const SETTLES_MS = 1_000;

interface Warned {
  readonly root: string;
  readonly space: string;
  readonly warning: string;
}

/** Tells an Owner at once, and once a window, of a space that came another way than through their tools: its view may be closed. */
export class SpaceWarnings implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #subscription: vscode.Disposable;
  /** By space: it was told, or stood so at the last look. */
  readonly #known = new Map<string, 'told' | 'new'>();
  #timer: NodeJS.Timeout | undefined;

  constructor(projects: Projects) {
    this.#projects = projects;
    this.#subscription = projects.onDidChange(() => {
      this.#look();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    clearTimeout(this.#timer);
  }

  #look(): void {
    const warned = new Map(warnedIn(this.#projects).map((one) => [JSON.stringify([one.root, one.space]), one]));
    for (const id of this.#known.keys()) if (!warned.has(id)) this.#known.delete(id);
    for (const id of warned.keys()) if (!this.#known.has(id)) this.#known.set(id, 'new');
    if ([...this.#known.values()].includes('new')) this.#timer ??= setTimeout(() => void this.#settle(), SETTLES_MS);
  }

  async #settle(): Promise<void> {
    await this.#projects.refresh();
    this.#timer = undefined;
    for (const one of warnedIn(this.#projects)) {
      const id = JSON.stringify([one.root, one.space]);
      if (this.#known.get(id) !== 'new') continue;
      this.#known.set(id, 'told');
      void tell(one);
    }
  }
}

function warnedIn({ all }: Projects): readonly Warned[] {
  return all.flatMap(({ root, access }) =>
    [...access].flatMap(([space, { warning }]) => (warning === undefined ? [] : [{ root, space, warning }])),
  );
}

async function tell({ root, space, warning }: Warned): Promise<void> {
  const [history, accept] = [l10n.t('Show History'), l10n.t('Accept This State')];
  const choice = await vscode.window.showWarningMessage(plainText(warning), history, accept);
  const about = { root, space };
  if (choice === history) await vscode.commands.executeCommand('flowSecrets.showHistory', about);
  if (choice === accept) await vscode.commands.executeCommand('flowSecrets.acceptState', about);
}

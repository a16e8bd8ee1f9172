import * as vscode from 'vscode';
import { type UsagePlace } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { nameOfKey } from '../recipient-text.ts';
import { nodeId } from '../trees/nodes/node.ts';
import { type TablePage } from '../webview/table-page.ts';
import { type TableSource } from '../webview/table-panel.ts';
import { historyPage } from './history-page.ts';
import { actOn } from './row-actions.ts';
import { type RowTarget } from './row-id.ts';

/** The table “History of …”. */
export class HistorySource implements TableSource {
  readonly id: string;
  readonly #app: App;
  readonly #root: string;
  readonly #space: string;
  #targets: ReadonlyMap<string, RowTarget> = new Map();

  constructor(app: App, root: string, space: string) {
    this.id = nodeId('history', root, space);
    this.#app = app;
    this.#root = root;
    this.#space = space;
  }

  async page(): Promise<TablePage> {
    const { projects } = this.#app;
    if (projects.reading === 'loading') await projects.refresh();
    const project = projects.get(this.#root);
    const space = project?.catalog.spaces.find((entry) => entry.space === this.#space);
    const { page, targets } = historyPage({
      root: this.#root,
      space: this.#space,
      entries: project && space ? await project.store.history(this.#space) : undefined,
      present: space?.secrets.map(({ key }) => key) ?? [],
      mayRestore: vscode.workspace.isTrusted && project?.access.get(this.#space)?.role === 'owner',
      nameOf: (key) => (project ? nameOfKey(project.config, key) : key),
    });
    this.#targets = targets;
    return page;
  }

  places(): Promise<readonly UsagePlace[]> {
    return Promise.resolve([]);
  }

  async act(action: string, row: string | undefined): Promise<undefined> {
    const target = row === undefined ? undefined : this.#targets.get(row);
    if (target) await actOn(target, action);
  }
}

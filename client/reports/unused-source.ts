import * as vscode from 'vscode';
import { type UsagePlace } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { type TablePage } from '../webview/table-page.ts';
import { type TableSource } from '../webview/table-panel.ts';
import { actOn, placesOf } from './row-actions.ts';
import { type RowTarget } from './row-id.ts';
import { unusedPage } from './unused-page.ts';

/** The table “Unused and Missing”. */
export class UnusedSource implements TableSource {
  readonly id = 'unused';
  readonly #app: App;
  #targets: ReadonlyMap<string, RowTarget> = new Map();

  constructor(app: App) {
    this.#app = app;
  }

  async page(): Promise<TablePage> {
    await this.#app.projects.ready();
    const { page, targets } = unusedPage(this.#app.projects.all, vscode.workspace.isTrusted);
    this.#targets = targets;
    return page;
  }

  places(row: string): Promise<readonly UsagePlace[]> {
    return placesOf(this.#app, this.#targets.get(row));
  }

  async act(action: string, row: string | undefined): Promise<undefined> {
    const target = row === undefined ? undefined : this.#targets.get(row);
    if (target) await actOn(target, action);
  }
}

import * as vscode from 'vscode';
import { type App } from '../app.ts';
import { TablePanel, type TableSource } from '../webview/table-panel.ts';
import { ComparisonSource } from './comparison-source.ts';
import { HistorySource } from './history-source.ts';
import { UnusedSource } from './unused-source.ts';

export const UNUSED_VIEW = 'flowSecrets.unused';
export const COMPARISON_VIEW = 'flowSecrets.comparison';
export const HISTORY_VIEW = 'flowSecrets.history';

/** Fills the tables that were open when VS Code was closed. */
export function restoreTables(app: App): readonly vscode.Disposable[] {
  return [UNUSED_VIEW, COMPARISON_VIEW, HISTORY_VIEW].map((viewType) =>
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const source = sourceOf(app, state);
        if (source) TablePanel.restore(app, panel, source);
        else panel.dispose();
        return Promise.resolve();
      },
    }),
  );
}

/** The page keeps what it is about (TablePage.about); what was kept by another version may be anything. */
function sourceOf(app: App, state: unknown): TableSource | undefined {
  const about = memberOf(state, 'about');
  if (memberOf(about, 'kind') === 'unused') return new UnusedSource(app);
  const [root, a, b, space] = ['root', 'a', 'b', 'space'].map((name) => memberOf(about, name));
  if (memberOf(about, 'kind') === 'history') {
    return typeof root === 'string' && typeof space === 'string' ? new HistorySource(app, root, space) : undefined;
  }
  if (typeof root !== 'string' || typeof a !== 'string' || typeof b !== 'string') return undefined;
  return new ComparisonSource(app, { root, a, b });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

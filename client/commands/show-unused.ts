import { type App } from '../app.ts';
import { UNUSED_VIEW } from '../reports/restore.ts';
import { UnusedSource } from '../reports/unused-source.ts';
import { TablePanel } from '../webview/table-panel.ts';

/** Show Unused and Missing: a table of what nothing uses, and of what flows use and no space has. */
export function showUnused(app: App): Promise<void> {
  TablePanel.show(app, UNUSED_VIEW, new UnusedSource(app));
  return Promise.resolve();
}

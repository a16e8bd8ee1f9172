import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { spaceTarget } from '../dialogs/targets.ts';
import { HistorySource } from '../reports/history-source.ts';
import { HISTORY_VIEW } from '../reports/restore.ts';
import { TablePanel } from '../webview/table-panel.ts';

/** Show History: a table of who changed which names of a space, and when. It needs no key. */
export async function showHistory(app: App, argument: unknown): Promise<void> {
  const { project, space } = await spaceTarget(app, argument, l10n.t('Show History'));
  TablePanel.show(app, HISTORY_VIEW, new HistorySource(app, project.root, space.space));
}

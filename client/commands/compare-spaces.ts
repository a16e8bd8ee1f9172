import { type App } from '../app.ts';
import { askComparison, ComparisonSource } from '../reports/comparison-source.ts';
import { COMPARISON_VIEW } from '../reports/restore.ts';
import { TablePanel } from '../webview/table-panel.ts';

/** Compare Spaces: a table of what one has and the other lacks. */
export async function compareSpaces(app: App, argument: unknown): Promise<void> {
  TablePanel.show(app, COMPARISON_VIEW, new ComparisonSource(app, await askComparison(app, argument)));
}

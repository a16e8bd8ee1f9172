import * as l10n from '@vscode/l10n';
import { type TableWords } from '../webview/table-page.ts';

/** Words of the page of every table. */
export function tableWords(): TableWords {
  return {
    filter: l10n.t('Filter by name'),
    shown: l10n.t('{0} of {1} shown'),
    nothing: l10n.t('Nothing here has that name, or the buttons above leave it out.'),
    actions: l10n.t('Actions'),
    loading: l10n.t('Looking…'),
    noPlaces: l10n.t('No place was found.'),
  };
}

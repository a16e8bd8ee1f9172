import * as l10n from '@vscode/l10n';
import { type FileState } from '../server/protocol.ts';

/** What the language status item says of a file. */
export function statusText(state: FileState): {
  readonly text: string;
  readonly detail: string;
  readonly warning: boolean;
} {
  return { text: spacesText(state), detail: catalogText(state), warning: state.catalog === 'incomplete' };
}

function spacesText({ scope, spaces }: FileState): string {
  switch (scope) {
    case 'all':
      return l10n.t('All spaces');
    case 'bound':
      return spaces.length === 0 ? l10n.t('No binding') : spaces.join(', ');
    case 'unbound':
      return l10n.t('No binding');
  }
}

function catalogText({ catalog, problem }: FileState): string {
  switch (catalog) {
    case 'complete':
      return l10n.t('Names are checked');
    case 'incomplete':
      return problem ?? l10n.t('Names are not checked: the store can’t be read whole');
    case 'none':
      return l10n.t('No store yet');
  }
}

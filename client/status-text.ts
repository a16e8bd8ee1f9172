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
      return spaces.length === 0 ? l10n.t('No binding') : shortList(spaces);
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

/** `Acme - Ingest - DEV, PROD`: what all names begin with, up to the end of a word, stands once. */
function shortList(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length++;
  const prefix = /^.*[^\p{L}\p{N}]/u.exec(first.slice(0, length))?.[0] ?? '';
  return [first, ...others.map((name) => name.slice(prefix.length) || name)].join(', ');
}

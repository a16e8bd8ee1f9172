import * as l10n from '@vscode/l10n';
import { type RenameResult, type RenameSymbol } from '../../server/protocol.ts';
import { placesText } from '../usage-text.ts';

/** `MAM_API_KEY`, `DB › auth › user`: what a rename is about, for people. */
export function symbolText({ key, path }: RenameSymbol): string {
  return [key, ...path].join(' › ');
}

/** The question before anything is changed. */
export function questionText(symbol: RenameSymbol, to: string, { spaces }: RenameResult): string {
  const name = symbolText(symbol);
  if (symbol.kind === 'credential') return l10n.t('Rename {0} to {1}?', name, to);
  return l10n.t('Rename {0} to {1} in {2}?', name, to, spaces.join(', '));
}

/**
 * Below it: the spaces that lack it, every place that changes, and what may use the old name and stays.
 * @param unsaved names of files whose editors have changes that are not saved yet
 */
export function detailText({ lacking, files, maybe, resumes }: RenameResult, unsaved: readonly string[]): string {
  const places = files.flatMap(({ edits }) => edits.map(({ place }) => place));
  const parts = [
    ...(resumes ? [l10n.t('An earlier rename was interrupted and is finished now.')] : []),
    ...(lacking.length > 0 ? [l10n.t('Not in {0}, where flows name it too.', lacking.join(', '))] : []),
    places.length === 0
      ? l10n.t('No flow refers to it.')
      : `${countText(places.length, files.length)}\n${placesText(places)}`,
    ...(unsaved.length > 0 ? [l10n.t('Your unsaved changes there are saved with it: {0}', unsaved.join(', '))] : []),
    ...(maybe.length > 0
      ? [`${l10n.t('May use it (the name is computed), and stays as it is:')}\n${placesText(maybe)}`]
      : []),
  ];
  return parts.join('\n\n');
}

function countText(places: number, files: number): string {
  if (places === 1) return l10n.t('1 place changes:');
  return files === 1
    ? l10n.t('{0} places in 1 file change:', places)
    : l10n.t('{0} places in {1} files change:', places, files);
}

/** Why the old name is still there. `places` use it; with none, some files could not be looked at. */
export function leftText(symbol: RenameSymbol, to: string, places: number): string {
  const name = symbolText(symbol);
  if (places === 0) {
    return l10n.t('{0} stays beside {1}: some files could not be read, and they may use it.', name, to);
  }
  return places === 1
    ? l10n.t('{0} stays beside {1}: 1 place still uses it. Rename it again to finish.', name, to)
    : l10n.t('{0} stays beside {1}: {2} places still use it. Rename it again to finish.', name, to, places);
}

/** What a change is called in the preview; it names the spaces that the rename reaches. */
export function annotationText(symbol: RenameSymbol, to: string, { spaces }: RenameResult): string {
  const name = symbolText(symbol);
  if (symbol.kind === 'credential') return l10n.t('Rename {0} to {1}', name, to);
  return l10n.t('Rename {0} to {1} in {2}', name, to, spaces.join(', '));
}

/** Why it is refused, a line each. */
export function refusalText({ refusals }: RenameResult): string {
  return refusals
    .map(({ message, location }) => (location === undefined ? message : `${location}: ${message}`))
    .join('\n');
}

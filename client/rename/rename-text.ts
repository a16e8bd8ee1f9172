import * as l10n from '@vscode/l10n';
import { type RenameResult, type RenameSymbol } from '../../server/protocol.ts';
import { maybeDetail, placesText } from '../usage-text.ts';

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

/** Below it: the spaces that lack it, every place that changes, and what may use the old name and stays. */
export function detailText({ lacking, files, maybe, resumes }: RenameResult): string {
  const places = files.flatMap(({ edits }) => edits.map(({ place }) => place));
  const parts = [
    ...(resumes ? [l10n.t('An earlier rename was interrupted and is finished now.')] : []),
    ...(lacking.length > 0 ? [l10n.t('Not in {0}, where flows name it too.', lacking.join(', '))] : []),
    places.length === 0
      ? l10n.t('No flow refers to it.')
      : `${l10n.t('{0} places in {1} files change:', places.length, files.length)}\n${placesText(places)}`,
  ];
  return parts.join('\n\n') + maybeDetail(maybe);
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

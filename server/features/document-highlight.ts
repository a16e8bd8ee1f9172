import { type DocumentHighlight, DocumentHighlightKind, type Position } from 'vscode-languageserver';
import { isNamed } from '../../language/reference.ts';
import { nameAt } from '../../language/names/name-place.ts';
import { rangeOf, type Site } from '../site.ts';

/**
 * Every reference to the same key in the file, the key's range only (CONTRACTS 10). Null beside names of ours: editors take
 * an empty list for the answer, and ask no one else about a script's own names.
 */
export function documentHighlight({ document }: Site, position: Position): DocumentHighlight[] | null {
  const place = nameAt(document, document.offsetAt(position));
  if (!place || !isNamed(place.reference)) return null;
  const { kind, key } = place.reference;
  return document
    .references()
    .filter(isNamed)
    .filter((reference) => reference.kind === kind && reference.key.name === key.name)
    .map((reference) => ({
      range: rangeOf(document, reference.key),
      kind: reference.access === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
    }));
}

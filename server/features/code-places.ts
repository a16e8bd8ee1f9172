import { type CodePlace } from '../../language/code/code.ts';
import { type SourceDocument } from '../../language/document/api.ts';
import { type CodePlacesParams, type CodePlaceState } from '../protocol.ts';
import { rangeOf } from '../site.ts';
import { siteWords } from '../words.ts';

/** The property that a node's name alone stands for: the others are told apart by their own names. */
const MAIN_PROPERTIES = new Set(['func', 'template', 'format']);

/** More can't be told apart in a list, and their lenses take an editor seconds. */
const MAX_PLACES = 5_000;

/** The code of a flow file's nodes that can be edited in an editor of its own. */
export function codePlaces(document: SourceDocument, of: CodePlacesParams['of']): readonly CodePlaceState[] {
  const node = typeof of === 'object' ? document.nodeAt(document.offsetAt(of))?.id : of;
  if (of !== undefined && node === undefined) return [];
  return [...first(MAX_PLACES, document.codePlaces(node))].map((place) => ({
    node: place.node.id,
    property: place.property,
    reader: place.reader,
    ending: place.ending,
    title: titleOf(document, place),
    isEmpty: place.start === place.end,
    range: rangeOf(document, place),
    nodeRange: rangeOf(document, place.node),
  }));
}

function* first<T>(count: number, items: Iterable<T>): Generator<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}

/** `Ingest › fetch token`, `Ingest › fetch token › initialize`. */
function titleOf(document: SourceDocument, { node, property }: CodePlace): string {
  const site = document.siteOf(node.start);
  return siteWords(MAIN_PROPERTIES.has(property) ? site : { ...site, property });
}

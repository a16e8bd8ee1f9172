import { type SourceDocument } from '../document/api.ts';
import { type Span } from '../reference.ts';
import { writeName } from '../references/write-name.ts';
import { type NamePlace } from './name-place.ts';

/** What accepting a name changes. */
export interface WrittenChoice {
  /** Stands in place of what is typed of the name. */
  readonly text: string;
  /** What typed text is compared with. */
  readonly filterText: string;
  /** The dot that brackets replace. */
  readonly removal?: Span;
}

/** How a name is written in a place; undefined where its grammar has no way. */
export function writeChoice(
  document: SourceDocument,
  { reference, name: typed }: NamePlace,
  name: string,
): WrittenChoice | undefined {
  const written = writeName(name, typed.notation, typed.place ?? reference.place);
  if (!written) return undefined;
  if (!written.needsBrackets) return { text: written.text, filterText: written.text };
  const removal = dotBefore(document, typed.start);
  return removal && { text: written.text, filterText: name, removal };
}

/** The dot of a member access, which `["…"]` replaces; that of `?.` stays, so the span is empty then. */
function dotBefore(document: SourceDocument, start: number): Span | undefined {
  const match = /(\??)\.\s*$/.exec(document.slice(Math.max(0, start - 200), start));
  if (!match) return undefined;
  return { start: match[1] === '?' ? start : start - match[0].length, end: start };
}

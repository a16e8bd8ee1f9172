import { type SourceDocument } from '../document/api.ts';
import { type Name, type Reference, type Span } from '../reference.ts';

/** The name of a reference that the cursor touches. */
export interface NamePlace {
  readonly reference: Reference;
  readonly name: Name;
  /** The name as far as it is one: what closes the place is taken for a part of it while a quote is missing. */
  readonly span: Span;
  /** -1 for the key, else the index of the path segment. */
  readonly segment: number;
}

/** The innermost name that touches the offset, unfinished ones included. */
export function nameAt(document: SourceDocument, offset: number): NamePlace | undefined {
  for (const reference of document.referencesAt(offset)) {
    const segment = reference.path.findIndex((name) => touches(name, offset));
    const onKey = reference.key && touches(reference.key, offset);
    const name = onKey ? reference.key : reference.path[segment];
    if (name) return { reference, name, span: withoutClosers(document, name, offset), segment: onKey ? -1 : segment };
  }
  return undefined;
}

/** The name that is being typed: also the one behind a dot at the end of a line, where the next line's word follows. */
export function nameToType(document: SourceDocument, offset: number): NamePlace | undefined {
  const place = nameAt(document, offset);
  const gap = document.slice(offset - 1, offset) === '.' ? GAP.exec(document.slice(offset, offset + REACH)) : null;
  if (place || !gap) return place;
  const next = nameAt(document, offset + gap[0].length);
  if (next?.name.notation.kind !== 'dot' || next.name.start !== offset + gap[0].length) return undefined;
  const span = { start: offset, end: offset };
  return { ...next, name: { ...next.name, ...span, name: '' }, span };
}

/** Indentation, also as JSON writes it. */
const GAP = /^(?:\s|\\[nrt])+/;
const REACH = 400;

/** `global.get("SECRETS.AP|)`: without its quote the string goes on, and the name seems to end behind the bracket. */
function withoutClosers(document: SourceDocument, { start, end }: Span, offset: number): Span {
  const closed = /^[)\]}'"`\\;,]/.test(document.slice(offset, end));
  return { start, end: closed ? offset : end };
}

function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

import { type BareAccess, type Enclosure, type Reading, type Reference, type Span } from '../reference.ts';
import { escapeWithin } from './write-name.ts';

/** How a text lies in the text around it. */
export interface Embedding {
  /** Offset in the text around of an offset in the inner text. */
  readonly toSource: (offset: number) => number;
  /** The string literal that holds the inner text. */
  readonly enclosure: Enclosure;
  readonly property?: string;
}

/** What was found in an inner text, with offsets of the text around it. */
export function embed(reading: Reading, embedding: Embedding): Reading {
  return {
    references: reading.references.map((reference) => embedReference(reference, embedding)),
    bare: reading.bare.map((access) => embedBare(access, embedding)),
  };
}

export function embedReference(reference: Reference, { toSource, enclosure, property }: Embedding): Reference {
  const { place } = reference;
  const key = reference.key && outward(reference.key, toSource);
  return {
    ...outward(reference, toSource),
    ...(key && { key }),
    path: reference.path.map((name) => outward(name, toSource)),
    place: { ...place, within: [...place.within, enclosure] },
    ...(property !== undefined && { property }),
  };
}

function embedBare(access: BareAccess, { toSource, enclosure }: Embedding): BareAccess {
  const replacement = escapeWithin(access.replacement, [enclosure]) ?? access.replacement;
  return { ...outward(access, toSource), replacement };
}

function outward<T extends Span>(span: T, toSource: Embedding['toSource']): T {
  return { ...span, start: toSource(span.start), end: toSource(span.end) };
}

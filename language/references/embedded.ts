import {
  type BareAccess,
  type Enclosure,
  type FilledReference,
  type Name,
  type Place,
  type Reading,
  type Reference,
  type Slip,
  type Span,
} from '../reference.ts';
import { escapeSlip } from './slip.ts';
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
    slips: reading.slips.map((slip) => embedSlip(slip, embedding)),
  };
}

function embedReference(reference: Reference, embedding: Embedding): Reference {
  const { enclosure, property, toSource } = embedding;
  const { key, path, unescape } = reference;
  // One copy that is filled: there is one for each reference of a file. Not spread: V8 gives a spread copy that gets another
  // property a hidden class of its own, which costs more than the copy.
  const embedded: FilledReference = Object.assign({}, reference);
  embedded.start = toSource(reference.start);
  embedded.end = toSource(reference.end);
  if (key !== undefined) embedded.key = embedName(key, embedding);
  if (path.length > 0) embedded.path = path.map((name) => embedName(name, embedding));
  embedded.place = embedPlace(reference.place, enclosure);
  if (property !== undefined) embedded.property = property;
  if (unescape !== undefined) embedded.unescape = toSource(unescape);
  return embedded;
}

function embedName(name: Name, embedding: Embedding): Name {
  const placed = outward(name, embedding);
  return name.place ? { ...placed, place: embedPlace(name.place, embedding.enclosure) } : placed;
}

function embedPlace(place: Place, enclosure: Enclosure): Place {
  return { ...place, within: [...place.within, enclosure] };
}

function embedBare(access: BareAccess, embedding: Embedding): BareAccess {
  const replacement = escapeWithin(access.replacement, [embedding.enclosure]) ?? access.replacement;
  return { ...outward(access, embedding), replacement };
}

function embedSlip(slip: Slip, embedding: Embedding): Slip {
  const { property, enclosure } = embedding;
  return { ...escapeSlip(outward(slip, embedding), enclosure), ...(property !== undefined && { property }) };
}

function outward<T extends Span>(span: T, { toSource }: Embedding): T {
  return { ...span, start: toSource(span.start), end: toSource(span.end) };
}

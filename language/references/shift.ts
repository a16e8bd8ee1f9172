import { type Ignore, type Name, type Reference, type Span } from '../reference.ts';

/** A reference that was read from a part of a text, with offsets of the whole text. */
export function shiftReference(reference: Reference, by: number): Reference {
  if (by === 0) return reference;
  const path = reference.path.map((name) => shiftSpan(name, by));
  const unescape = reference.unescape === undefined ? {} : { unescape: reference.unescape + by };
  const shifted = { ...shiftSpan(reference, by), path, ...unescape };
  return reference.key === undefined ? shifted : { ...shifted, key: shiftSpan<Name>(reference.key, by) };
}

export function shiftIgnore(ignore: Ignore, by: number): Ignore {
  return { ...shiftSpan(ignore, by), rules: ignore.rules.map((word) => shiftSpan(word, by)) };
}

export function shiftSpan<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}

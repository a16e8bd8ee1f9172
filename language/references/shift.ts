import { type FilledReference, type Ignore, type Reference, type Span } from '../reference.ts';

/** A reference that was read from a part of a text, with offsets of the whole text. */
export function shiftReference(reference: Reference, by: number): Reference {
  if (by === 0) return reference;
  const { key, path, unescape } = reference;
  // One copy that is filled: behind every keystroke there are all references of the file.
  const shifted: FilledReference = shiftSpan(reference, by);
  if (key !== undefined) shifted.key = shiftSpan(key, by);
  if (path.length > 0) shifted.path = path.map((name) => shiftSpan(name, by));
  if (unescape !== undefined) shifted.unescape = unescape + by;
  return shifted;
}

export function shiftIgnore(ignore: Ignore, by: number): Ignore {
  return { ...shiftSpan(ignore, by), rules: ignore.rules.map((word) => shiftSpan(word, by)) };
}

export function shiftSpan<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}

import { type Span } from './reference.ts';

/** A part of a text, in UTF-16 code units, and what replaces it. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text with edits made that are in document order and don't overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, text: replacement } of edits) {
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

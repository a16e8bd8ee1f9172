import { type SourceDocument } from '../document/api.ts';
import { type Span } from '../reference.ts';
import { type Literal, shiftLiteral } from './literal.ts';
import { literalsOfPart } from './of-part.ts';

/** What a selection, or the cursor, picks of a literal. `part` counts in the literal's text and is not empty. */
export interface Picked {
  readonly literal: Literal;
  readonly part: Span;
}

/** A word under the cursor, where a text has no quotes that say where it ends. */
const WORD = /[^\s"'`<>(){}[\],;]+/g;

/**
 * The literal that a span of a document lies in, and the part of it that is meant: what is selected, or all of it under a
 * cursor (in text without quotes the word there). Undefined where there is none.
 */
export function literalAt(document: SourceDocument, span: Span): Picked | undefined {
  const part = document.partAt(span.start);
  if (part === undefined) return undefined;
  const wanted = { start: span.start - part.start, end: span.end - part.start };
  let best: Literal | undefined;
  let tree: Literal | undefined;
  for (const literal of literalsOfPart(part)) {
    const { outer } = literal;
    // The quotes of a JSON string may be selected too.
    if (outer.start - 1 > wanted.start || wanted.end > outer.end + 1) continue;
    if (literal.isTree === true) {
      // An object would take the cursor between its texts: it is meant where all of it is selected only.
      if (wanted.start <= outer.start && outer.end <= wanted.end) tree = literal;
    } else if (best === undefined || outer.end - outer.start <= best.outer.end - best.outer.start) best = literal;
  }
  const meant = tree ?? best;
  const picked = meant && partIn(meant, wanted);
  return picked && picked.end > picked.start ? { literal: shiftLiteral(meant, part.start), part: picked } : undefined;
}

function partIn(literal: Literal, wanted: Span): Span | undefined {
  const { text, start, end } = literal;
  if (wanted.start < wanted.end) {
    const from = offsetIn(literal, Math.max(start, wanted.start));
    return { start: from, end: Math.max(from, offsetIn(literal, Math.min(end, wanted.end))) };
  }
  if (literal.isRun !== true) return { start: 0, end: text.length };
  const at = offsetIn(literal, Math.min(Math.max(start, wanted.start), end));
  for (const { 0: word, index } of text.matchAll(WORD))
    if (index <= at && at <= index + word.length) return { start: index, end: index + word.length };
  return undefined;
}

/** The first offset of the text that stands at or behind an offset of the source. */
function offsetIn({ text, toSource }: Literal, source: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (toSource(middle) < source) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { type Enclosure, type Span } from '../reference.ts';
import { type Referent } from '../references/write-access.ts';
import { escapeWithin } from '../references/write-name.ts';

/** One replacement; several are made at once, and none overlaps another. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * The edits that put a reference in place of a part of a literal, escaped for their place; undefined where it can't be
 * written there. `part` counts in the literal's text.
 */
export type Writer = (referent: Referent, part: Span) => readonly Edit[] | undefined;

/**
 * A text that stands in a file: what is between the quotes of a string, a run of template text, a comment. Offsets count
 * in the text that the reader was given. It lives for the length of one question: nothing keeps it.
 */
export interface Literal extends Span {
  /** As the program sees it. */
  readonly text: string;
  /** Where an offset of `text` stands; `text.length` gives the end. */
  readonly toSource: (offset: number) => number;
  /** The string literals around the raw text, innermost first: the way to decode it. */
  readonly within: readonly Enclosure[];
  /** What the literal is called where it stands: a variable, a property, a key. For the name of a new secret. */
  readonly name?: string;
  /** True for a number, an object or an array: it is kept as JSON. */
  readonly isJson?: true;
  /** True for an object or array, kept as JSON: meant where all of it is selected, and no text of its own. */
  readonly isTree?: true;
  /** True for a run of text that no quotes end: a cursor in it means the word there. */
  readonly isRun?: true;
  /** A literal with quotes around it: the span with them, so that a selection may include them. */
  readonly outer: Span;
  /** How a reference is written there; else why there can be none, for people. */
  readonly write: Writer | string;
}

/** How a text lies in the text around it. */
interface Embedding {
  readonly toSource: (offset: number) => number;
  readonly enclosure: Enclosure;
}

/** A literal of an inner text, with offsets of the text around it. */
export function embedLiteral(literal: Literal, { toSource, enclosure }: Embedding): Literal {
  const { write } = literal;
  const outward = (span: Span): Span => ({ start: toSource(span.start), end: toSource(span.end) });
  return {
    ...literal,
    ...outward(literal),
    outer: outward(literal.outer),
    toSource: (offset) => toSource(literal.toSource(offset)),
    within: [...literal.within, enclosure],
    write:
      typeof write === 'string'
        ? write
        : (referent, part) =>
            allOrNone(
              write(referent, part)?.map((edit) => {
                const text = edit.text === '' ? '' : escapeWithin(edit.text, [enclosure]);
                return text === undefined ? undefined : { ...outward(edit), text };
              }),
            ),
  };
}

/** The same literal, where its text begins at `by`. */
export function shiftLiteral(literal: Literal, by: number): Literal {
  if (by === 0) return literal;
  const { write } = literal;
  const outward = <T extends Span>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by });
  return {
    ...outward(literal),
    outer: outward(literal.outer),
    toSource: (offset) => literal.toSource(offset) + by,
    write: typeof write === 'string' ? write : (referent, part) => write(referent, part)?.map(outward),
  };
}

/** A text that stands as it is, without quotes or escapes of its own, and why no reference can be put there. */
export function asWritten(text: string, why: string, start = 0): Literal {
  const span = { start, end: start + text.length };
  return { ...span, outer: span, text, toSource: (offset) => start + offset, within: [], write: why };
}

function allOrNone<T>(items: readonly (T | undefined)[] | undefined): readonly T[] | undefined {
  const present = items?.filter((item) => item !== undefined);
  return present?.length === items?.length ? present : undefined;
}

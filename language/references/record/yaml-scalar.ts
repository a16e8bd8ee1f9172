import { type Enclosure, type Span } from '../../reference.ts';

export type ScalarStyle = NonNullable<Extract<Enclosure, { kind: 'yaml' }>['style']>;

/** What a character, or an escape, of a scalar's source stands for. */
interface Unit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True for an escape: white space that is meant, not layout. */
  readonly escaped: boolean;
}

const ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|[^])/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

/**
 * The way from a scalar's value back to its source, `source.slice(start, end)` with quotes or block header.
 * All characters but white space stand in the source in the same order; of white space, some is layout (indentation,
 * folded lines). Undefined when value and source don't agree: then nothing is known of it.
 */
export function sourceOffsets(
  value: string,
  source: string,
  span: Span,
  style: ScalarStyle,
): ((offset: number) => number) | undefined {
  const offsets = new Int32Array(value.length + 1);
  const content = contentOf(source, span, style);
  let at = 0;
  let end = content.start;
  for (const unit of unitsOf(source, content, style)) {
    const isLayout = !unit.escaped && isSpace(unit.text);
    const folds = value[at] === ' ' && unit.text === '\n';
    if (isLayout && value[at] !== unit.text && !folds) continue;
    const length = isLayout ? 1 : unit.text.length;
    if (!isLayout && !value.startsWith(unit.text, at)) return undefined;
    offsets.fill(unit.start, at, at + length);
    at += length;
    if (length > 0) ({ end } = unit);
  }
  // A block's value ends with a line end, its source maybe not.
  if (value.slice(at).trim() !== '') return undefined;
  offsets.fill(end, at);
  return (offset) => offsets[offset] ?? end;
}

/** True for a quoted scalar without its closing quote: the parser takes a character for it. */
export function isTorn(source: string, { start, end }: Span, style: ScalarStyle): boolean {
  if (style !== 'single' && style !== 'double') return false;
  const content = source.slice(start + 1, end);
  return !(style === 'single' ? /^(?:[^']|'')*'$/ : /^(?:[^"\\]|\\[^])*"$/).test(content);
}

/** The scalar without its quotes, or without the header of a block (`|2-`). */
function contentOf(source: string, { start, end }: Span, style: ScalarStyle): Span {
  if (style === 'plain') return { start, end };
  if (style === 'block') {
    const line = source.indexOf('\n', start);
    return { start: line < 0 || line >= end ? end : line + 1, end };
  }
  const quote = style === 'single' ? "'" : '"';
  return { start: start + 1, end: end - start > 1 && source[end - 1] === quote ? end - 1 : end };
}

function* unitsOf(source: string, span: Span, style: ScalarStyle): Generator<Unit> {
  let start = span.start;
  while (start < span.end) {
    const escape = style === 'double' && source[start] === '\\' ? escapeLength(source, start) : 0;
    const doubled = style === 'single' && source.startsWith("''", start);
    const lineEnd = source.startsWith('\r\n', start);
    const end = start + (escape || (doubled || lineEnd ? 2 : 1));
    const text = escape > 0 ? unescaped(source.slice(start, end)) : lineEnd ? '\n' : source.charAt(start);
    yield { text, start, end, escaped: escape > 0 };
    start = end;
  }
}

function escapeLength(source: string, at: number): number {
  ESCAPE.lastIndex = at;
  return ESCAPE.exec(source)?.[0].length ?? 0;
}

function unescaped(escape: string): string {
  const letter = escape.charAt(1);
  if (escape.length > 2) return /[xuU]/.test(letter) ? codePoint(Number.parseInt(escape.slice(2), 16)) : '';
  return letter === '\n' ? '' : (ESCAPES.get(letter) ?? letter);
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function isSpace(text: string): boolean {
  return text === ' ' || text === '\t' || text === '\n' || text === '\r';
}

/** What a `.env` file says. */
export interface Dotenv {
  /** In the file's order; of a name that stands twice the last value counts. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** Lines that are no pair, no comment and no part of a quoted value, counted from 1. */
  readonly skippedLines: readonly number[];
}

/** `NAME=`, `NAME: ` or `export NAME=` at the begin of a line. */
const START = /[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)(?:[^\S\n]*=|:(?=[^\S\n]))[^\S\n]*/y;
const BLANK_OR_COMMENT = /[^\S\n]*(?:#.*)?$/my;

/**
 * Reads a `.env` file as the package `dotenv` does, but each pair from its own line: quoted values alone span lines. In linear
 * time: the package's one pattern takes minutes for some thousand blank lines.
 */
export function readDotenv(source: string): Dotenv {
  const text = source.replace(/\r\n?/g, '\n');
  const pairs = new Map<string, string>();
  const skippedLines: number[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const start = matchAt(START, text, at);
    const end = start ? endOfValue(text, at + start[0].length) : lineEnd(text, at);
    if (start) pairs.set(start[1] ?? '', valueOf(text.slice(at + start[0].length, end)));
    else if (!matchAt(BLANK_OR_COMMENT, text, at)) skippedLines.push(line);
    const next = lineEnd(text, end) + 1;
    line += text.slice(at, next).split('\n').length - 1;
    at = next;
  }
  return { pairs: [...pairs], skippedLines };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Behind the closing quote, if nothing but a comment follows it; else a value ends at `#` or with its line. */
function endOfValue(text: string, at: number): number {
  const quote = text.charAt(at);
  if (/['"`]/.test(quote)) {
    for (const close of closingQuotes(text, at, quote)) {
      if (matchAt(BLANK_OR_COMMENT, text, close + 1)) return close + 1;
    }
  }
  const end = lineEnd(text, at);
  const comment = text.slice(at, end).indexOf('#');
  return comment === -1 ? end : at + comment;
}

/** The first quote without a backslash before it; then those with one, the last one first: `'C:\\'` ends with it. */
function closingQuotes(text: string, at: number, quote: string): readonly number[] {
  const escaped: number[] = [];
  for (let close = text.indexOf(quote, at + 1); close !== -1; close = text.indexOf(quote, close + 1)) {
    if (text.charAt(close - 1) !== '\\') return [close, ...escaped.reverse()];
    escaped.push(close);
  }
  return escaped.reverse();
}

/** Without its quotes; between double ones `\n` and `\r` are line breaks. */
function valueOf(written: string): string {
  const value = written.trim();
  const quote = value.charAt(0);
  const isQuoted = /['"`]/.test(quote) && value.length > 1 && value.endsWith(quote);
  const inner = isQuoted ? value.slice(1, -1) : value;
  return quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
}

/** `line 3`, `lines 3, 7–9`: for people. */
export function lineNumbers(lines: readonly number[]): string {
  const runs: { readonly from: number; to: number }[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.to === line - 1) last.to = line;
    else runs.push({ from: line, to: line });
  }
  const words = runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
  return `${lines.length === 1 ? 'line' : 'lines'} ${words.join(', ')}`;
}

/** The names that tools for `.env` files read. */
const NAME = /^[\w.-]+$/;

/**
 * One line of a `.env` file, quoted so that `dotenv` reads the same value.
 * @returns undefined where the format can't hold it: it has no escapes
 */
export function writeDotenv(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  if (/^[\w./:@%+,-]*$/.test(value)) return `${name}=${value}`;
  if (value.includes('\r')) return withEscapes(name, value);
  const quote = ["'", '`', '"'].find((candidate) => !value.includes(candidate));
  // Between double quotes `\n` and `\r` are line breaks.
  if (quote === undefined || (quote === '"' && /\\[nr]/.test(value))) return undefined;
  return `${name}=${quote}${value}${quote}`;
}

/** A carriage return is only kept as `\r` between double quotes. */
function withEscapes(name: string, value: string): string | undefined {
  if (/["\\]/.test(value)) return undefined;
  return `${name}="${value.replaceAll('\r', '\\r').replaceAll('\n', '\\n')}"`;
}

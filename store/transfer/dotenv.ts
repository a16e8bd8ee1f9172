import { parse } from 'dotenv';

/** The pairs of a `.env` file, in its order; of a name that stands twice the last one counts. */
export function readDotenv(text: string): readonly (readonly [name: string, value: string])[] {
  return Object.entries(parse(text));
}

/** Stands for a line; no text of a file has it. */
const MARK = '\0';

/**
 * The lines that `readDotenv` takes nothing from, counted from 1: no pair, no comment, and no part of a quoted value.
 * @returns none where the text itself has the mark
 */
export function linesWithoutPair(text: string): readonly number[] {
  if (text.includes(MARK)) return [];
  const lines = text.split(/\r\n|\r|\n/);
  // A marked line is no pair; where a quoted value goes over it, the mark is found in the value.
  const isSuspect = lines.map((line) => /^\s*[^#\s]/.test(line) && Object.keys(parse(line)).length === 0);
  const marked = lines.map((line, index) => (isSuspect[index] === true ? `${MARK}${index}${MARK}${line}` : line));
  const values = Object.values(parse(marked.join('\n'))).join('\n');
  const read = new Set([...values.matchAll(/\0(\d+)\0/g)].map(([, index]) => Number(index)));
  return lines.flatMap((_, index) => (isSuspect[index] === true && !read.has(index) ? [index + 1] : []));
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

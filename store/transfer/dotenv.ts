import { parse } from 'dotenv';

/** The pairs of a `.env` file, in its order; of a name that stands twice the last one counts. */
export function readDotenv(text: string): readonly (readonly [name: string, value: string])[] {
  return Object.entries(parse(text));
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

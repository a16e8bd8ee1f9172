/** Shorter values are found everywhere by chance. */
const MIN_LENGTH = 8;
/** Longer than a private key; nobody pastes more as one value. */
export const MAX_LENGTH = 20_000;

/** A word of letters alone is in every program: `localhost`, `production`, `undefined`. */
const WORD = /^\p{L}{1,14}$/u;
/** What configurations are full of. */
const COMMON = new Set([
  'application/json',
  'text/plain',
  'text/html',
  '127.0.0.1',
  '127.0.0.1:1880',
  'localhost:1880',
  'http://localhost',
  'http://localhost:1880',
  'http://127.0.0.1:1880',
]);

/**
 * Whether a text may be a secret's value, as far as leak detection goes: not short, no plain word, no text of two or three
 * different characters. What it leaves out would be found by chance, and a wrong alarm costs more than a missed one.
 */
export function isTelling(text: string): boolean {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH) return false;
  if (COMMON.has(text.toLowerCase()) || WORD.test(text)) return false;
  return new Set(text.slice(0, 100)).size > 3;
}

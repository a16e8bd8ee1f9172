import { at, lastAtMost } from './search.ts';

/** A JSON string as the program sees it, with the way back to its raw text. */
export interface DecodedString {
  readonly text: string;
  /** Offset in the source of an offset in `text`; `text.length` gives the end of the raw content. */
  readonly toSource: (offset: number) => number;
  /** Offset in `text` of an offset in the source; inside an escape it is that of its character. */
  readonly toDecoded: (sourceOffset: number) => number;
}

const BACKSLASH = 0x5c;

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Decodes what stands between the quotes of a JSON string: `source.slice(start, end)`.
 * Tolerant, as people are still typing: an unknown escape stands for the character after the backslash, a broken `\u`
 * for a `u`, and a backslash at the end for itself. Lone surrogates are kept.
 */
export function decodeJsonString(source: string, start: number, end: number): DecodedString {
  const raw = source.slice(start, end);
  if (!raw.includes('\\')) return unescapedString(raw, start);
  const pieces: string[] = [];
  // One entry for each escape: where the text after it begins, decoded and raw.
  const decodedStarts = [0];
  const rawStarts = [0];
  let length = 0;
  let next = 0;
  for (;;) {
    const escape = raw.indexOf('\\', next);
    const plain = raw.slice(next, escape < 0 ? raw.length : escape);
    pieces.push(plain);
    length += plain.length;
    if (escape < 0) break;
    const { character, rawLength } = readEscape(raw, escape);
    pieces.push(character);
    length += 1;
    next = escape + rawLength;
    decodedStarts.push(length);
    rawStarts.push(next);
  }
  return {
    text: pieces.join(''),
    toSource(offset) {
      const piece = lastAtMost(decodedStarts, offset);
      return start + at(rawStarts, piece) + offset - at(decodedStarts, piece);
    },
    toDecoded(sourceOffset) {
      const piece = lastAtMost(rawStarts, sourceOffset - start);
      const offset = at(decodedStarts, piece) + sourceOffset - start - at(rawStarts, piece);
      // Within the escape that ends the piece: its character is the last before the next piece.
      const following = decodedStarts[piece + 1];
      return Math.min(offset, following === undefined ? length : following - 1);
    },
  };
}

/** True when the raw string, opening quote included, has its closing quote. */
export function isClosedString(source: string, start: number, end: number): boolean {
  if (end - start < 2 || source[end - 1] !== '"') return false;
  let backslashes = 0;
  while (source.charCodeAt(end - 2 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 0;
}

function unescapedString(text: string, start: number): DecodedString {
  return { text, toSource: (offset) => start + offset, toDecoded: (sourceOffset) => sourceOffset - start };
}

function readEscape(raw: string, at: number): { readonly character: string; readonly rawLength: number } {
  const letter = raw[at + 1];
  if (letter === undefined) return { character: '\\', rawLength: 1 };
  if (letter === 'u') {
    const hex = raw.slice(at + 2, at + 6);
    if (/^[0-9a-fA-F]{4}$/.test(hex)) return { character: String.fromCharCode(parseInt(hex, 16)), rawLength: 6 };
  }
  return { character: SIMPLE_ESCAPES.get(letter) ?? letter, rawLength: 2 };
}

/**
 * Text of a JavaScript string literal or template chunk as the program sees it, with the way back:
 * `offsets[i]` is the raw offset of the cooked code unit `i`, its last entry the end of the content.
 * Without escapes the two run in step and `offsets` is absent.
 */
export interface Cooked {
  readonly text: string;
  /** Offset of the content's first character in the code. */
  readonly start: number;
  readonly offsets?: readonly number[];
}

const SINGLE_ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);
const ESCAPE = /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-3]?[0-7]{1,2})|(\r\n|[^])|$)/iy;
/** What has to be decoded: escapes, and line ends that a template normalises. */
const NEEDS_COOKING = /[\\\r]/;

/** Decodes the content of a literal (without its quotes) that begins at `start`. */
export function cook(raw: string, start: number): Cooked {
  if (!NEEDS_COOKING.test(raw)) return { text: raw, start };
  let text = '';
  const offsets: number[] = [];
  for (let position = 0; position < raw.length;) {
    const { decoded, length } = unitAt(raw, position);
    offsets.push(...new Array<number>(decoded.length).fill(start + position));
    text += decoded;
    position += length;
  }
  offsets.push(start + raw.length);
  return { text, start, offsets };
}

export function rawOffset(cooked: Cooked, index: number): number {
  return cooked.offsets?.[index] ?? cooked.start + index;
}

function unitAt(raw: string, position: number): { decoded: string; length: number } {
  const character = raw.charAt(position);
  if (character === '\r') return { decoded: '\n', length: raw[position + 1] === '\n' ? 2 : 1 };
  if (character !== '\\') return { decoded: character, length: 1 };
  ESCAPE.lastIndex = position;
  const match = ESCAPE.exec(raw);
  if (match === null) return { decoded: character, length: 1 };
  const [whole, codePoint, unit, byte, octal, other = ''] = match;
  const hex = codePoint ?? unit ?? byte;
  const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  if (code <= 0x10ffff) return { decoded: String.fromCodePoint(code), length: whole.length };
  if (/^[\r\n\u2028\u2029]/.test(other)) return { decoded: '', length: whole.length };
  return { decoded: SINGLE_ESCAPES.get(other) ?? other, length: whole.length };
}

const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|.)/y;
const HTML = '<>&\'"';

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * How a writer of JSON spells characters in strings: `é` or `\u00e9`, `/` or `\/`, `\t` or `\u0009`. Learned from text
 * that it wrote; what that text does not show is spelled as `JSON.stringify` does.
 */
export class JsonSpelling {
  /** The first spelling that was seen of a character. */
  readonly #seen = new Map<string, string>();
  #codesOfLetters = false;
  #plainLetters = false;
  #codesOfHtml = false;
  #upperCase = false;

  /** Learns from raw JSON, most telling first: a character keeps the spelling that it was seen in first. */
  learn(raw: string): void {
    for (let at = 0; at < raw.length;) {
      ESCAPE.lastIndex = at;
      const written = raw[at] === '\\' ? (ESCAPE.exec(raw)?.[0] ?? '\\') : (raw[at] ?? '');
      at += written.length;
      this.#note(written);
    }
  }

  /** Text as it stands between the quotes of a JSON string. */
  write(text: string): string {
    let raw = '';
    for (const character of text) raw += this.#writeOne(character);
    return raw;
  }

  #note(written: string): void {
    const isCode = /^\\u./.test(written);
    const character = characterOf(written);
    if (!this.#seen.has(character)) this.#seen.set(character, written);
    if (isCode && /[a-f]/i.test(written.slice(2))) this.#upperCase = /[A-F]/.test(written.slice(2));
    if (isCode && isLetter(character)) this.#codesOfLetters = true;
    if (!isCode && isLetter(character)) this.#plainLetters = true;
    if (isCode && HTML.includes(character)) this.#codesOfHtml = true;
  }

  #writeOne(character: string): string {
    // A pair of surrogates: both halves as codes, or the character itself.
    if (character.length === 2) {
      const high = this.#seen.get(character.charAt(0)) ?? this.#unseen(character.charAt(0));
      return high.length > 1 ? [...character.split('')].map((half) => this.#code(half)).join('') : character;
    }
    if (isSurrogate(character)) return this.#code(character);
    const seen = this.#seen.get(character);
    return seen !== undefined && (seen.length > 1 || !mustBeEscaped(character)) ? seen : this.#unseen(character);
  }

  #unseen(character: string): string {
    if (isLetter(character) || isSurrogate(character)) {
      return this.#codesOfLetters && !this.#plainLetters ? this.#code(character) : character;
    }
    if (this.#codesOfHtml && HTML.includes(character) && character !== '"') return this.#code(character);
    return SHORT.get(character) ?? (mustBeEscaped(character) ? this.#code(character) : character);
  }

  #code(character: string): string {
    const hex = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${this.#upperCase ? hex.toUpperCase() : hex}`;
  }
}

function characterOf(written: string): string {
  const letter = written.charAt(1);
  if (letter === '') return written;
  if (letter === 'u' && written.length === 6) return String.fromCharCode(parseInt(written.slice(2), 16));
  return LETTERS.get(letter) ?? letter;
}

/** Beyond ASCII: what some writers turn into codes. */
function isLetter(character: string): boolean {
  return character > '\x7e';
}

function isSurrogate(character: string): boolean {
  return character.length === 1 && /[\ud800-\udfff]/.test(character);
}

function mustBeEscaped(character: string): boolean {
  return character < ' ' || character === '"' || character === '\\';
}

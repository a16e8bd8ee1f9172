import { type Span } from '../reference.ts';

/** An object at the top level of a flow file's array: a node, as a rule. Offsets count in the scanned text. */
export interface ScannedElement extends Span {
  /** False when its closing brace is missing. */
  readonly closed: boolean;
  /** Nested deeper than `MAX_DEPTH`. */
  readonly deep: boolean;
}

/** Deeper values are not read: no flow has them, and parsers that call themselves overflow at some thousand levels. */
export const MAX_DEPTH = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const STAR = 0x2a;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const BYTE_ORDER_MARK = 0xfeff;

/** How far a decision looks beyond the character that it is about. A re-scan begins that much before a change. */
export const LOOK_AHEAD = 2;

/**
 * The objects at the top level of a JSON array, in torn text too. `fromStart`: the text begins with the array's `[`;
 * else it begins with an element, as chunks do.
 *
 * People type in these texts, so a fault is to damage the node that it stands in and not the file:
 * - a string ends at a line break (JSON strings hold none), and a quote closes one only where JSON lets it end;
 * - a closing bracket that does not fit closes what is open inside its partner, or nothing when it has none;
 * - an object never begins where a key is due: braces were left open there, they are closed;
 * - nothing closes the top-level array but the end of the text.
 * So the state before each element is the same, and the scan of a part does not depend on what stands before it.
 */
export function scanElements(text: string, fromStart: boolean): ScannedElement[] {
  const scanner = new ElementScanner(text);
  scanner.scan(fromStart ? startOfContent(text) : 0);
  return scanner.elements;
}

/** True for the text of a JSON file whose top level is an array. */
export function beginsWithArray(text: string): boolean {
  return text.charCodeAt(afterBlanks(text)) === OPEN_BRACKET;
}

/** The offset of the first character that is no byte order mark, blank or comment. */
export function afterBlanks(text: string): number {
  let at = 0;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || (at === 0 && code === BYTE_ORDER_MARK)) at++;
    else if (code === SLASH && isCommentStart(text, at)) at = endOfComment(text, at);
    else return at;
  }
}

/** How deep brackets and braces are nested in a text. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && depth > 0) depth--;
    at++;
  }
  return deepest;
}

function startOfContent(text: string): number {
  return afterBlanks(text) + 1;
}

const ARRAY = 0;
const OBJECT = 1;

class ElementScanner {
  readonly elements: ScannedElement[] = [];
  readonly #text: string;
  /** What is open inside the top-level array, outermost first. */
  readonly #open: number[] = [];
  readonly #counts: [arrays: number, objects: number] = [0, 0];
  #start = 0;
  #deep = false;

  constructor(text: string) {
    this.#text = text;
  }

  scan(from: number): void {
    const text = this.#text;
    let previous = COMMA; // the last character that counts
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code <= SPACE && isBlank(code)) {
        at = endOfSpaces(text, at + 1);
        continue;
      }
      if (code === SLASH && isCommentStart(text, at)) {
        at = endOfComment(text, at);
        continue;
      }
      if (code === QUOTE) at = endOfString(text, at);
      else {
        if (code === OPEN_BRACE) this.#openObject(at, previous);
        else if (code === OPEN_BRACKET) this.#push(ARRAY);
        else if (code === CLOSE_BRACE) this.#close(OBJECT, at);
        else if (code === CLOSE_BRACKET) this.#close(ARRAY, at);
        at++;
      }
      previous = code;
    }
    this.#finish();
  }

  #openObject(at: number, previous: number): void {
    if (this.#open.at(-1) === OBJECT && previous !== COLON) this.#popToArray(at);
    if (this.#open.length === 0) this.#start = at;
    this.#push(OBJECT);
  }

  #push(kind: typeof ARRAY | typeof OBJECT): void {
    this.#open.push(kind);
    this.#counts[kind]++;
    if (this.#open.length > MAX_DEPTH) this.#deep = true;
  }

  /** Closes objects until an array, perhaps the top-level one, is innermost. */
  #popToArray(at: number): void {
    while (this.#open.at(-1) === OBJECT) this.#pop(at, false);
  }

  /** A closing bracket or brace: closes its partner and all that is open inside; without a partner it is nothing. */
  #close(kind: typeof ARRAY | typeof OBJECT, at: number): void {
    if (this.#counts[kind] === 0) return;
    while (this.#open.at(-1) !== kind) this.#pop(at, false);
    this.#pop(at + 1, true);
  }

  #pop(end: number, closed: boolean): void {
    const kind = this.#open.pop();
    if (kind === ARRAY) this.#counts[ARRAY]--;
    if (kind === OBJECT) this.#counts[OBJECT]--;
    if (this.#open.length > 0) return;
    if (kind === OBJECT) this.elements.push({ start: this.#start, end, closed, deep: this.#deep });
    this.#deep = false;
  }

  /** The text is over: what is open is an element without an end. */
  #finish(): void {
    const end = this.#text.length;
    if (this.#open[0] === OBJECT) this.elements.push({ start: this.#start, end, closed: false, deep: this.#deep });
  }
}

/** Half of a pretty-printed file is indentation. */
function endOfSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === RETURN || code === TAB;
}

function isCommentStart(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === SLASH || next === STAR;
}

function endOfComment(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === STAR) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  let end = at + 2;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** The offset behind a string that begins at `at`. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      if (mayFollowString(text.charCodeAt(i + 1))) return i + 1;
    } else if (code === BACKSLASH) {
      if (!isLineBreak(text.charCodeAt(i + 1))) i++;
    } else if (isLineBreak(code)) return i;
  }
  return text.length;
}

function mayFollowString(code: number): boolean {
  return (
    code === COMMA ||
    code === COLON ||
    code === CLOSE_BRACE ||
    code === CLOSE_BRACKET ||
    isBlank(code) ||
    code === SLASH ||
    Number.isNaN(code)
  );
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === RETURN;
}

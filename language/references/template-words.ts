import { type Name, type Notation } from '../reference.ts';

/** `tag`: between braces of mustache or Handlebars. `code`: in `${…}`, where a hyphen is a minus. */
export type Grammar = 'tag' | 'code';

export interface PathWord {
  readonly kind: 'path';
  readonly start: number;
  readonly end: number;
  /** The names, the first word included; the last one is empty in an unfinished access (`SECRETS.`). */
  readonly names: readonly Name[];
  /** True when a computed index follows: `SECRETS[x]`. */
  readonly dynamic: boolean;
  /** True after `../` and `@root.`: not a name of the section around. */
  readonly outer: boolean;
}

interface StringWord {
  readonly kind: 'string';
  readonly name: Name;
}

interface SignWord {
  readonly kind: 'sign';
  readonly sign: string;
}

export type Word = PathWord | StringWord | SignWord;

/** Longer than any name with its quotes; keeps a quote that is never closed from costing a search to the end. */
const CONTENT = { '"': /[^"\n\\]{0,1000}/y, "'": /[^'\n\\]{0,1000}/y, '`': /[^`\n\\$]{0,1000}/y } as const;
const PREFIX = /(?:\.\.\/)+|(?:@root|this)[./]|\.\//y;
const FIRST: Record<Grammar, RegExp> = {
  tag: /[\p{ID_Start}$_@][\p{ID_Continue}$@-]*/uy,
  code: /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy,
};
const LATER: Record<Grammar, RegExp> = {
  tag: /[\p{ID_Continue}$@-]+/uy,
  code: /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy,
};
const DIGITS = /\d{1,9}/y;
const SPACE = /\s+/y;

/** The words of `text` from `start` to `end`: paths, strings, and single characters for all else. */
export function templateWords(text: string, start: number, end: number, grammar: Grammar): Word[] {
  const part = text.slice(0, end);
  const words: Word[] = [];
  let at = start;
  while (at < end) {
    at += length(SPACE, part, at);
    if (at >= end) break;
    const string = stringAt(part, at);
    const path = string === undefined ? pathAt(part, at, grammar) : undefined;
    if (string !== undefined) words.push({ kind: 'string', name: string.name });
    else words.push(path ?? { kind: 'sign', sign: part.charAt(at) });
    at = string?.end ?? path?.end ?? at + 1;
  }
  return words;
}

function length(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

interface Quoted {
  readonly name: Name;
  readonly closed: boolean;
  readonly end: number;
}

function stringAt(text: string, at: number): Quoted | undefined {
  const quote = text.charAt(at);
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const start = at + 1;
  const end = start + length(CONTENT[quote], text, start);
  const name = { name: text.slice(start, end), start, end, notation: { kind: 'quoted', quote } } as const;
  const closed = text[end] === quote;
  return { name, closed, end: closed ? end + 1 : end };
}

function pathAt(text: string, start: number, grammar: Grammar): PathWord | undefined {
  const before = length(PREFIX, text, start);
  const first = start + before;
  const size = length(FIRST[grammar], text, first);
  if (size === 0 || (text[start - 1] === '.' && text[start - 2] !== '.')) return undefined;
  const names: Name[] = [{ name: text.slice(first, first + size), start: first, end: first + size, notation: DOT }];
  const steps = new Steps(text, first + size, grammar, names);
  while (steps.take());
  const outer = before > 0 && !/^(?:this[./]|\.\/)/.test(text.slice(start, first));
  return { kind: 'path', start, end: steps.at, names, dynamic: steps.dynamic, outer };
}

const DOT: Notation = { kind: 'dot' };

/** The steps of a path behind its first word. */
class Steps {
  at: number;
  dynamic = false;
  readonly #text: string;
  readonly #grammar: Grammar;
  readonly #names: Name[];

  constructor(text: string, at: number, grammar: Grammar, names: Name[]) {
    this.#text = text;
    this.at = at;
    this.#grammar = grammar;
    this.#names = names;
  }

  /** Takes one more step; false when the path ends here. */
  take(): boolean {
    const at = this.#text[this.at] === '?' && this.#text[this.at + 1] === '.' ? this.at + 1 : this.at;
    if (this.#text[at] === '[') return this.#bracket(at);
    if (this.#text[at] !== '.' || this.#text[at + 1] === '.') return false;
    if (this.#text[at + 1] === '[') return this.#dotBracket(at + 1);
    const size = length(LATER[this.#grammar], this.#text, at + 1);
    // `SECRETS.` is a place for completion; a method that is called is no step of the path.
    if (this.#grammar === 'code' && size > 0 && this.#text[at + 1 + size] === '(') return false;
    this.#add(at + 1, at + 1 + size, DOT);
    this.at = at + 1 + size;
    return size > 0;
  }

  #add(start: number, end: number, notation: Notation): void {
    this.#names.push({ name: this.#text.slice(start, end), start, end, notation });
  }

  /** `.[a name]` of Handlebars, and `?.["name"]` of code. */
  #dotBracket(open: number): boolean {
    if (this.#grammar === 'code' || /["'`]/.test(this.#text.charAt(open + 1))) return this.#bracket(open);
    const close = this.#text.indexOf(']', open);
    const end = close < 0 ? this.#text.length : close;
    this.#add(open + 1, end, DOT);
    this.at = close < 0 ? end : end + 1;
    return close >= 0;
  }

  #bracket(open: number): boolean {
    const at = open + 1 + length(SPACE, this.#text, open + 1);
    const string = stringAt(this.#text, at);
    const digits = length(DIGITS, this.#text, at);
    if (string !== undefined) this.#names.push(string.name);
    else if (digits > 0) this.#add(at, at + digits, { kind: 'index' });
    const end = string?.end ?? at + digits;
    const close = end + length(SPACE, this.#text, end);
    if (end > at && this.#text[close] === ']') {
      this.at = close + 1;
      return true;
    }
    return this.#computed(string, at, end, close);
  }

  /** A bracket that is not one name and its end: `[x]`, `["a" + b]`, or a name that is being typed. */
  #computed(string: Quoted | undefined, at: number, end: number, close: number): boolean {
    this.at = end;
    const empty = string === undefined && (at >= this.#text.length || this.#text[at] === ']');
    if (empty) this.#add(at, at, { kind: 'index' });
    if (empty || (string !== undefined && (!string.closed || close >= this.#text.length))) return false;
    if (end > at) this.#names.pop();
    this.dynamic = true;
    return false;
  }
}

import { type DecodedString, decodeJsonString } from '../../document/json-string.ts';
import { type Span } from '../../reference.ts';

/** A token of JSONata. `value` of a variable has no dollar sign; of a number and a regex it is the text. */
export type Token = Span &
  (
    | { readonly kind: 'operator' | 'variable' | 'number' | 'regex' | 'constant'; readonly value: string }
    /** `quoted`: in backticks; the span of the name itself is `inner`. */
    | { readonly kind: 'name'; readonly value: string; readonly quoted: boolean; readonly inner: Span }
    | {
        readonly kind: 'string';
        readonly value: string;
        readonly quote: '"' | "'";
        readonly decoded: DecodedString;
        readonly inner: Span;
      }
  );

const SPACE = /[ \t\n\r\v]+/y;
const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?/y;
/** Names and variables reach to white space or a character of an operator, quotes included. */
const NAME = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~]+/y;
const LONG_OPERATOR = /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?/y;
/** Of a string or name without its closing quote, what can be a key: the quote is still to be typed. */
const TORN_STRING = /(?:#:\(\S+?\)::)?[^\s();,&]*/y;
const TORN_NAME = /[^\s.[\]{}(),;:&]*/y;
const FLAGS = /[im]*/y;
/** Longer and deeper than any regex: keeps slashes without an end from costing a search to the end each. */
const MAX_REGEX = 1000;
const MAX_DEPTH = 20;
const CLOSING = new Set([')', ']', '}']);
const WILDCARDS = new Set(['*', '**', '%']);

/**
 * The tokens of an expression, as the tokenizer of the `jsonata` package has them, one at a time. Never fails: a torn
 * string ends where a key would, a torn regex or comment is passed over.
 */
export class Lexer {
  readonly #text: string;
  #position = 0;
  /** True where an operand may come: a slash begins a regex, and a star is a wildcard. */
  #operandNext = true;
  readonly #ahead: Token[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | undefined {
    return this.#ahead.shift() ?? this.#read();
  }

  /** The token `distance` behind the next one, which is 0. */
  peek(distance = 0): Token | undefined {
    while (this.#ahead.length <= distance) {
      const token = this.#read();
      if (token === undefined) return undefined;
      this.#ahead.push(token);
    }
    return this.#ahead[distance];
  }

  #read(): Token | undefined {
    this.#skip();
    if (this.#position >= this.#text.length) return undefined;
    const token = this.#tokenAt(this.#position);
    this.#position = token.end;
    this.#operandNext = token.kind === 'operator' && !this.#endsOperand(token.value);
    return token;
  }

  #endsOperand(operator: string): boolean {
    return CLOSING.has(operator) || (this.#operandNext && WILDCARDS.has(operator));
  }

  #skip(): void {
    for (;;) {
      this.#position += this.#match(SPACE, this.#position);
      if (!this.#text.startsWith('/*', this.#position)) return;
      const end = this.#text.indexOf('*/', this.#position + 2);
      this.#position = end < 0 ? this.#text.length : end + 2;
    }
  }

  #match(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #tokenAt(start: number): Token {
    const character = this.#text.charAt(start);
    if (character === '"' || character === "'") return this.#string(start, character);
    if (character === '`') return this.#quotedName(start);
    if (character === '/' && this.#operandNext) return this.#regex(start);
    const digits = this.#match(NUMBER, start);
    if (digits > 0)
      return { kind: 'number', value: this.#text.slice(start, start + digits), start, end: start + digits };
    const word = this.#match(NAME, start);
    if (word > 0) return this.#word(start, start + word);
    const length = this.#match(LONG_OPERATOR, start) || 1;
    return { kind: 'operator', value: this.#text.slice(start, start + length), start, end: start + length };
  }

  #word(start: number, end: number): Token {
    const value = this.#text.slice(start, end);
    if (value.startsWith('$')) return { kind: 'variable', value: value.slice(1), start, end };
    if (value === 'true' || value === 'false' || value === 'null') return { kind: 'constant', value, start, end };
    const isOperator = value === 'and' || value === 'or' || value === 'in';
    if (isOperator && !this.#operandNext) return { kind: 'operator', value, start, end };
    return { kind: 'name', value, quoted: false, inner: { start, end }, start, end };
  }

  #string(start: number, quote: '"' | "'"): Token {
    const from = start + 1;
    const closing = this.#closingQuote(from, quote);
    const closed = closing !== undefined;
    const to = closing ?? from + this.#match(TORN_STRING, from);
    const decoded = decodeJsonString(this.#text, from, to);
    const end = closed ? to + 1 : to;
    return { kind: 'string', value: decoded.text, quote, decoded, inner: { start: from, end: to }, start, end };
  }

  #closingQuote(from: number, quote: string): number | undefined {
    for (let at = from; at < this.#text.length; at++) {
      if (this.#text[at] === '\\') at++;
      else if (this.#text[at] === quote) return at;
    }
    return undefined;
  }

  #quotedName(start: number): Token {
    const from = start + 1;
    const closing = this.#text.indexOf('`', from);
    const to = closing < 0 ? from + this.#match(TORN_NAME, from) : closing;
    const value = this.#text.slice(from, to);
    return {
      kind: 'name',
      value,
      quoted: true,
      inner: { start: from, end: to },
      start,
      end: closing < 0 ? to : to + 1,
    };
  }

  /** Up to a slash outside of brackets that no backslash escapes; a torn one is a slash alone. */
  #regex(start: number): Token {
    const limit = Math.min(this.#text.length, start + MAX_REGEX);
    let depth = 0;
    for (let at = start + 1; at < limit && Math.abs(depth) <= MAX_DEPTH; at++) {
      const character = this.#text[at];
      if (character === '\\') at++;
      else if (character === '/' && depth === 0) {
        const end = at + 1 + this.#match(FLAGS, at + 1);
        return { kind: 'regex', value: this.#text.slice(start, end), start, end };
      } else if (character === '(' || character === '[' || character === '{') depth++;
      else if (character === ')' || character === ']' || character === '}') depth--;
    }
    return { kind: 'operator', value: '/', start, end: start + 1 };
  }
}

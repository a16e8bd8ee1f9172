import { type Span } from '../../reference.ts';

/** `string`: a literal, or a chunk of a template. Other literals and comments are left out: nothing is read from them. */
export interface Token extends Span {
  readonly kind: 'word' | 'string' | 'sign';
  /** A string that goes on with something computed: a template chunk before or behind `${…}`. */
  readonly partial: boolean;
}

const LINE_END = /[\r\n]/;
const SPACE = /[\s\uFEFF]/;
const WORD_START = /[\p{ID_Start}$_\\]/u;
/** In pieces: what a regular expression may go back on is kept on a stack, which a word of millions of letters overflows. */
const WORD = /[\p{ID_Continue}$\\\u200c\u200d]{1,1000}/uy;
const NUMBER = /[\w.]{1,1000}/y;
/** A slash behind one of these divides; elsewhere it opens a regular expression. */
const OPERAND_END = /[\w$)\]}"'`]/;
/** Longer than patterns are; without an end each slash would search the whole text. */
const MAX_PATTERN = 200;
const BEFORE_PATTERN = /^(?:return|typeof|case|in|of|do|else|void|delete|await|yield|throw|new|instanceof)$/;

/**
 * The tokens of JavaScript, however broken or nested. A string ends with its line at the latest; without a closing quote,
 * what stands in that line is given as tokens too. No recursion.
 */
export function tokenize(code: string): Token[] {
  const lexer = new Lexer(code);
  return lexer.run();
}

class Lexer {
  private readonly code: string;
  private readonly tokens: Token[] = [];
  private position = 0;
  private braces = 0;
  /** For each template around: how many braces were open where its `${` stands. */
  private readonly templates: number[] = [];
  /** For each quote: up to where there is no other one to close it. */
  private readonly partnerless = new Map<string, number>();

  constructor(code: string) {
    this.code = code;
  }

  run(): Token[] {
    while (this.position < this.code.length) this.step(this.code.charAt(this.position));
    return this.tokens;
  }

  private step(character: string): void {
    const start = this.position;
    if (SPACE.test(character)) this.position++;
    else if (start < (this.partnerless.get(character) ?? 0)) this.sign(character);
    else if (character === '"' || character === "'") this.string(character);
    else if (character === '`') this.template(start, false);
    else if (character === '/' && (this.comment() || this.pattern())) return;
    else if (WORD_START.test(character)) this.push('word', start, start + Math.max(1, this.match(WORD, start)));
    else if (character >= '0' && character <= '9') this.position += Math.max(1, this.match(NUMBER, start));
    else this.sign(character);
  }

  private sign(character: string): void {
    const start = this.position;
    if (character === '{') this.braces++;
    if (character === '}') {
      if (this.templates.at(-1) === this.braces) {
        this.templates.pop();
        this.template(start, true);
        return;
      }
      this.braces = Math.max(0, this.braces - 1);
    }
    this.push('sign', start, start + (this.code.startsWith('?.', start) ? 2 : 1));
  }

  private string(quote: string): void {
    const start = this.position;
    for (let end = start + 1; end < this.code.length && !LINE_END.test(this.code.charAt(end)); end++) {
      const character = this.code[end];
      if (character === '\\') end += this.code.startsWith('\r\n', end + 1) ? 2 : 1;
      else if (character === quote) {
        this.push('string', start, end + 1);
        return;
      }
    }
    this.torn(start, quote);
  }

  /** A chunk of a template, from its backtick or from the brace that closes `${`. */
  private template(start: number, resumed: boolean): void {
    for (let end = start + 1; end < this.code.length; end++) {
      const character = this.code[end];
      if (character === '\\') end++;
      else if (character === '`') {
        this.push('string', start, end + 1, resumed);
        return;
      } else if (character === '$' && this.code[end + 1] === '{') {
        this.push('string', start, end + 2, true);
        this.templates.push(this.braces);
        return;
      }
    }
    this.torn(start, '`');
  }

  /** A quote without a partner: a string up to the end of the line, or a stray quote before more code. Both are given. */
  private torn(start: number, quote: string): void {
    const lineEnd = this.code.indexOf('\n', start);
    const end = lineEnd < 0 ? this.code.length : lineEnd;
    this.push('string', start, end);
    this.position = start + 1;
    this.partnerless.set(quote, quote === '`' ? this.code.length : end);
  }

  private comment(): boolean {
    const next = this.code[this.position + 1];
    if (next !== '/' && next !== '*') return false;
    const end = this.code.indexOf(next === '/' ? '\n' : '*/', this.position + 2);
    this.position = end < 0 ? this.code.length : end + (next === '/' ? 1 : 2);
    return true;
  }

  /** A regular expression: it may hold quotes. */
  private pattern(): boolean {
    const previous = this.tokens.at(-1);
    const text =
      previous === undefined ? '' : this.code.slice(previous.start, Math.min(previous.end, previous.start + 12));
    const last = previous === undefined ? '' : this.code.charAt(previous.end - 1);
    if (OPERAND_END.test(last) && !BEFORE_PATTERN.test(text)) return false;
    let inClass = false;
    const limit = Math.min(this.code.length, this.position + MAX_PATTERN);
    for (let end = this.position + 1; end < limit; end++) {
      const character = this.code[end];
      if (character === '\n') return false;
      if (character === '\\') end++;
      else if (character === '[') inClass = true;
      else if (character === ']') inClass = false;
      else if (character === '/' && !inClass) {
        this.position = end + 1;
        return true;
      }
    }
    return false;
  }

  private push(kind: Token['kind'], start: number, end: number, partial = false): void {
    this.tokens.push({ kind, start, end, partial });
    this.position = end;
  }

  /** How much the pattern matches from there on, again and again. */
  private match(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    let end = at;
    while (pattern.test(this.code)) end = pattern.lastIndex;
    return end - at;
  }
}

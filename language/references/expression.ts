import { type Name, type Reference, type Span } from '../reference.ts';

/** A computed part, `[msg.topic]`: the span covers the brackets. */
export interface DynamicPart extends Span {
  readonly dynamic: true;
}

export type Part = Name | DynamicPart;

interface Fault extends Span {
  /** For people: what Node-RED would refuse. */
  readonly reason: string;
  /** The text ends where a name is being typed: `SECRETS.`, `SECRETS["X`. */
  readonly unfinished: boolean;
}

/** A property expression in parts. With a fault, the parts are those up to it and Node-RED throws INVALID_EXPR. */
export interface ExpressionParse {
  readonly parts: readonly Part[];
  readonly fault?: Fault;
}

/** Where the key begins behind a store prefix `#:(store)::` (parseContextStore of `@node-red/util`). */
export interface ContextKey {
  readonly store?: string;
  readonly offset: number;
}

const STORE_PREFIX = /^#:\((\S+?)\)::(?=.*$)/;
const NESTED = /^msg[.[]/;
const DIGITS = /^\d+$/;
/** Hostile texts nest without end; nobody nests this deep. */
const MAX_DEPTH = 40;
const FIRST_CHARACTER = /[a-z0-9$_]/i;

export function contextKey(text: string): ContextKey {
  const prefix = STORE_PREFIX.exec(text);
  return prefix?.[1] === undefined ? { offset: 0 } : { store: prefix[1], offset: prefix[0].length };
}

/** `secret` for SECRETS, `credential` for CREDENTIALS. */
export function kindOfRoot(name: string): Reference['kind'] | undefined {
  if (name === 'SECRETS') return 'secret';
  return name === 'CREDENTIALS' ? 'credential' : undefined;
}

/**
 * Splits a property expression by the rules of Node-RED's normalisePropertyExpression, with offsets in `text`.
 * Never throws: what Node-RED refuses is a fault. A name that is still to be typed (`a.`, `a["`) is an empty last part.
 */
export function parseExpression(text: string): ExpressionParse {
  return new ExpressionParser(text, 0).parse();
}

export function isDynamic(part: Part): part is DynamicPart {
  return 'dynamic' in part;
}

/** One pass over the characters; `start` is where the pending unquoted part began, as in Node-RED. */
class ExpressionParser {
  private readonly text: string;
  private readonly depth: number;
  private readonly parts: Part[] = [];
  private position = 0;
  private start = 0;
  private inBrackets = false;
  private fault: Fault | undefined;

  constructor(text: string, depth: number) {
    this.text = text;
    this.depth = depth;
  }

  parse(): ExpressionParse {
    if (this.text === '') this.fail('is empty', 0);
    while (this.fault === undefined && this.position < this.text.length) this.step();
    if (this.fault === undefined && this.inBrackets) this.fail('a closing ] is missing', this.text.length, true);
    this.pushPending(this.text.length);
    return this.fault === undefined ? { parts: this.parts } : { parts: this.parts, fault: this.fault };
  }

  private step(): void {
    switch (this.text[this.position]) {
      case '"':
      case "'":
        this.quoted();
        break;
      case '.':
        this.dot();
        break;
      case '[':
        this.open();
        break;
      case ']':
        this.close();
        break;
      case ' ':
        this.fail('a space must be quoted', this.position);
        break;
      default:
        this.position++;
    }
  }

  private quoted(): void {
    const quote = this.text.charAt(this.position);
    if (this.position !== this.start) {
      this.fail(`unexpected ${quote}`, this.position);
      return;
    }
    const start = this.position + 1;
    const closing = this.text.indexOf(quote, start);
    const end = closing < 0 ? this.text.length : closing;
    const notation = { kind: 'quoted', quote: quote === '"' ? '"' : "'" } as const;
    this.parts.push({ name: this.text.slice(start, end), start, end, notation });
    const next = this.text[end + 1];
    this.start = end + 1;
    this.position = end + 1;
    const isLast = this.position >= this.text.length - 1;
    if (closing < 0) this.fail(`a closing ${quote} is missing`, end, true);
    else if (start === end) this.fail('a name is missing', end, isLast);
    else if (this.inBrackets ? next !== ']' : next !== undefined && next !== '.' && next !== '[')
      this.fail('unexpected text behind a quoted name', end + 1);
  }

  private dot(): void {
    if (this.position === 0) {
      this.fail('unexpected . at the start', 0);
      return;
    }
    this.pushPending(this.position);
    const next = this.position + 1;
    if (FIRST_CHARACTER.test(this.text.charAt(next))) {
      this.start = next;
      this.position = next;
      return;
    }
    this.parts.push({ name: '', start: next, end: next, notation: { kind: 'dot' } });
    this.start = next;
    // Behind a name that is there, a dot at the end was left over: it is a fault that people want to hear of.
    this.fail('a name is missing behind the dot', next, next === this.text.length && this.parts.length === 2);
  }

  private open(): void {
    if (this.position === 0) {
      this.fail('unexpected [ at the start', 0);
      return;
    }
    this.pushPending(this.position);
    const next = this.position + 1;
    this.start = next;
    if (NESTED.test(this.text.slice(next, next + 4))) this.nested();
    else if (/["'\d]/.test(this.text.charAt(next))) {
      this.inBrackets = true;
      this.position = next;
    } else this.fail('brackets hold a quoted name, a number or msg.…', next, /^\]?$/.test(this.text.slice(next)));
  }

  /** `[msg.a["b"]]`: an expression of its own, up to the bracket that closes it. Quotes do not hide brackets (as in Node-RED). */
  private nested(): void {
    const start = this.position;
    let depth = 1;
    let end = start + 1;
    for (; end < this.text.length; end++) {
      if (this.text[end] === '[') depth++;
      else if (this.text[end] === ']' && --depth === 0) break;
    }
    const closed = depth === 0;
    this.parts.push({ start, end: closed ? end + 1 : end, dynamic: true });
    this.start = end + 1;
    this.position = end + 1;
    this.inBrackets = false;
    if (!closed) this.fail('a closing ] is missing', end, true);
    else if (this.depth === MAX_DEPTH) this.fail('expressions in brackets are nested too deep', start);
    else if (new ExpressionParser(this.text.slice(start + 1, end), this.depth + 1).parse().fault !== undefined)
      this.fail('the expression in brackets is not valid', start + 1);
  }

  private close(): void {
    const index = this.text.slice(this.start, this.position);
    if (!this.inBrackets) this.fail('unexpected ]', this.position);
    else if (index !== '' && !DIGITS.test(index)) this.fail('brackets hold a quoted name or a number', this.start);
    else {
      this.pushPending(this.position);
      this.position++;
      this.start = this.position;
      this.inBrackets = false;
    }
  }

  private pushPending(end: number): void {
    const stop = this.fault === undefined ? end : Math.min(end, this.fault.start);
    if (this.start >= stop) return;
    const notation = this.inBrackets ? { kind: 'index' as const } : { kind: 'dot' as const };
    const written = this.text.slice(this.start, stop);
    const isNumber = DIGITS.test(written) && (this.text[stop] === '.' || this.text[stop] === ']');
    this.parts.push({ name: isNumber ? String(Number(written)) : written, start: this.start, end: stop, notation });
  }

  private fail(reason: string, start: number, unfinished = false): void {
    this.fault = { start, end: Math.min(start + 1, this.text.length), reason, unfinished };
  }
}

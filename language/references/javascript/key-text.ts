import { type AnyNode, type TemplateLiteral } from 'acorn';
import { type Span } from '../../reference.ts';
import { type Cooked, cook, rawOffset } from './cooked.ts';
import { type Scopes } from './scope.ts';
import { type Quote } from './value.ts';

/** A literal's part of a text. */
interface Piece {
  readonly cooked: Cooked;
  readonly quote: Quote;
}

/** What is known of a string when the code is read: its text from the start, up to where it becomes computed. */
export interface KeyText {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** False when something computed follows. */
  readonly complete: boolean;
}

export interface Located {
  readonly span: Span;
  readonly quote: Quote;
}

const COMPUTED: KeyText = { text: '', pieces: [], complete: false };
/** Constants may refer to each other, in circles too, and twice each: the work doubles with every step. */
const MAX_STEPS = 10;
/** Of a string that is not closed, what can be a key: the rest of the line was swallowed with it. */
const TORN_KEY = /^(?:#:\(\S+?\)::)?[^\s();,]*/;

/** The strings that an expression may be: more than one for `a ? 'x' : 'y'`. */
export function keyTexts(node: AnyNode, code: string, scopes: Scopes, steps = MAX_STEPS): KeyText[] {
  const value = constantOf(node, scopes);
  if (steps === 0) return [];
  if (value.type === 'ConditionalExpression')
    return [value.consequent, value.alternate].flatMap((branch) => keyTexts(branch, code, scopes, steps - 1));
  if (value.type === 'LogicalExpression')
    return [value.left, value.right].flatMap((side) => keyTexts(side, code, scopes, steps - 1));
  return [fold(value, code, scopes, steps)];
}

/** What a name stands for when it is assigned once, with its declaration; else the node itself. */
export function constantOf(node: AnyNode, scopes: Scopes): AnyNode {
  let value = node;
  for (let step = 0; step < MAX_STEPS; step++) {
    if (value.type === 'ParenthesizedExpression') value = value.expression;
    else if (value.type === 'Identifier') {
      const variable = scopes.variableOf(value);
      const [definition, another] = variable?.writes ?? [];
      const declarator = definition === undefined ? undefined : scopes.parents.get(definition);
      if (another !== undefined || declarator?.type !== 'VariableDeclarator' || declarator.id !== definition)
        return value;
      if (declarator.init === null || declarator.init === undefined) return value;
      value = declarator.init;
    } else return value;
  }
  return value;
}

/** Where a range of the text is written; undefined when it spans several literals. */
export function locate(key: KeyText, start: number, end: number): Located | undefined {
  let from = 0;
  for (const [index, { cooked, quote }] of key.pieces.entries()) {
    const to = from + cooked.text.length;
    // An empty range between two pieces belongs to the later one, where the name is to be typed.
    const isHere = start < to || (start === to && index === key.pieces.length - 1);
    if (isHere) {
      if (end > to) return undefined;
      return { span: { start: rawOffset(cooked, start - from), end: rawOffset(cooked, end - from) }, quote };
    }
    from = to;
  }
  return undefined;
}

function fold(node: AnyNode, code: string, scopes: Scopes, steps: number): KeyText {
  const value = constantOf(node, scopes);
  if (steps === 0) return COMPUTED;
  if (value.type === 'Literal' && typeof value.value === 'string') return literalText(value, code);
  if (value.type === 'TemplateLiteral') return template(value, code, scopes, steps);
  if (value.type === 'BinaryExpression' && value.operator === '+') {
    const left = fold(value.left, code, scopes, steps - 1);
    return left.complete ? join(left, fold(value.right, code, scopes, steps - 1)) : left;
  }
  return COMPUTED;
}

/** The text of a string literal with quotes, the closing one perhaps missing. */
export function literalText(node: Span, code: string): KeyText {
  const quote = quoteAt(code, node.start);
  const torn = !isClosed(code, node, quote);
  const content = code.slice(node.start + 1, torn ? node.end : node.end - 1);
  const cooked = cook(torn ? possibleKey(content) : content, node.start + 1);
  return { text: cooked.text, pieces: [{ cooked, quote }], complete: true };
}

function template(node: TemplateLiteral, code: string, scopes: Scopes, steps: number): KeyText {
  let text: KeyText = { text: '', pieces: [], complete: true };
  for (const [index, chunk] of node.quasis.entries()) {
    const torn = chunk.tail && code[chunk.end] !== '`';
    const content = code.slice(chunk.start, chunk.end);
    const cooked = cook(torn ? possibleKey(content) : content, chunk.start);
    text = join(text, { text: cooked.text, pieces: [{ cooked, quote: '`' }], complete: true });
    const expression = node.expressions[index];
    if (expression !== undefined) text = join(text, fold(expression, code, scopes, steps - 1));
    if (!text.complete) break;
  }
  return text;
}

function quoteAt(code: string, offset: number): Quote {
  const character = code[offset];
  return character === "'" || character === '`' ? character : '"';
}

/** The literal ends with its quote, and that is not escaped. */
function isClosed(code: string, { start, end }: Span, quote: Quote): boolean {
  if (end - start < 2 || code[end - 1] !== quote) return false;
  let escapes = end - 2;
  while (code[escapes] === '\\') escapes--;
  return (end - escapes) % 2 === 0;
}

function possibleKey(content: string): string {
  return TORN_KEY.exec(content)?.[0] ?? '';
}

function join(left: KeyText, right: KeyText): KeyText {
  return { text: left.text + right.text, pieces: [...left.pieces, ...right.pieces], complete: right.complete };
}

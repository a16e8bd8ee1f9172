import { type Name, type Place, type Span } from '../../reference.ts';
import { contextKey, isDynamic, kindOfRoot, parseExpression } from '../expression.ts';
import { type Holding, type PlacedName } from '../javascript/value.ts';
import { type BareSlip, escapeSlip, slipOfExpression } from '../slip.ts';
import { type Lexer, type Token } from './lexer.ts';

type StringToken = Extract<Token, { kind: 'string' }>;

/** A string literal, or what a concatenation begins with (`complete` is false then). */
export interface TextValue {
  readonly type: 'text';
  readonly token: StringToken;
  readonly complete: boolean;
  /** Of the other branches: `a ? "x" : "y"`. */
  readonly others?: readonly TextValue[];
}

/** What an expression is known to give. */
export type Value =
  | Holding
  | TextValue
  /** `$globalContext` and `$flowContext`. */
  | { readonly type: 'getter'; readonly level: 'global' | 'flow' }
  /** `$lookup`. */
  | { readonly type: 'lookup' }
  /** `function` or `λ`, and what its parameters make of it. */
  | { readonly type: 'lambda'; readonly parameters?: readonly string[] };

const IN_JSONATA: Place = { syntax: 'jsonata', within: [] };
const DOUBLE: Place = { syntax: 'expression', within: [{ kind: 'jsonata', quote: '"' }] };
const SINGLE: Place = { syntax: 'expression', within: [{ kind: 'jsonata', quote: "'" }] };

/** Deeper than any secret: keeps a path of a million steps from costing its square. */
const MAX_NAMES = 32;

/** A step of a path: `X`, `` `a b` ``, `"a b"`. */
export function nameOfToken(token: Token): PlacedName | undefined {
  if (token.kind !== 'name' && token.kind !== 'string') return undefined;
  const quote = token.kind === 'string' ? token.quote : token.quoted ? '`' : undefined;
  const notation: Name['notation'] = quote === undefined ? { kind: 'dot' } : { kind: 'quoted', quote };
  return { name: token.value, ...token.inner, notation, place: IN_JSONATA };
}

/** Takes `0]` or `-1]` behind an opening bracket as a name; 'none' for `]` alone, undefined for any other filter. */
export function indexOf(lexer: Lexer): PlacedName | 'none' | undefined {
  const first = lexer.peek();
  if (first?.kind === 'operator' && first.value === ']') {
    lexer.next();
    return 'none';
  }
  const negative = first?.value === '-' ? 1 : 0;
  const number = lexer.peek(negative);
  const close = lexer.peek(negative + 1);
  if (first === undefined || number?.kind !== 'number' || close?.value !== ']' || !/^\d+$/.test(number.value))
    return undefined;
  for (let i = 0; i < negative + 2; i++) lexer.next();
  const name = negative === 1 ? `-${number.value}` : number.value;
  // `- 1` is an index too, but no range of the text says so.
  if (number.end - first.start !== name.length) return 'none';
  return { name, start: first.start, end: number.end, notation: { kind: 'index' }, place: IN_JSONATA };
}

/** The place for a name behind a dot. */
export function nameToType(offset: number): PlacedName {
  return { name: '', start: offset, end: offset, notation: { kind: 'dot' }, place: IN_JSONATA };
}

/** What a holding has under a name; without a name, something computed. */
export function below(holding: Holding, name?: PlacedName): Holding {
  if (holding.dynamic !== undefined) return holding;
  const span = holding.names.length === 0 && name !== undefined ? { start: name.start, end: name.end } : holding.span;
  if (name === undefined || holding.names.length >= MAX_NAMES) {
    return { ...holding, dynamic: holding.names.length === 0 ? 'key' : 'path' };
  }
  return { ...holding, names: [...holding.names, name], span };
}

/** What `$globalContext(text)` gives; undefined when the key is none of ours. */
export function holdingOfKey(text: TextValue, level: 'global' | 'flow'): Holding | undefined {
  const { decoded, quote } = text.token;
  const offset = keyOffset(decoded.text, level);
  if (offset === undefined) return undefined;
  const { parts, fault } = parseExpression(decoded.text.slice(offset));
  // What is computed may go on with the last name, unless a bracket closed it.
  const known = text.complete || decoded.text.endsWith(']') ? parts : parts.slice(0, -1);
  const [root, ...rest] = known.length === 0 ? parts : known;
  const kind = root === undefined || isDynamic(root) ? undefined : kindOfRoot(root.name);
  if (root === undefined || kind === undefined || (text.complete && rest.length === 0 && fault !== undefined))
    return undefined;
  const toSource = (at: number): number => decoded.toSource(offset + at);
  const span = ({ start, end }: Span): Span => ({ start: toSource(start), end: toSource(end) });
  const place = quote === '"' ? DOUBLE : SINGLE;
  const whole: Holding = {
    type: 'holding',
    kind,
    names: [],
    span: { start: toSource(0), end: text.token.inner.end },
    place,
  };
  let holding = whole;
  for (const part of rest) {
    if (isDynamic(part)) return below(holding);
    holding = { ...below(holding, { ...part, ...span(part), place }), span: whole.span };
  }
  return text.complete ? holding : below(holding);
}

/** What is wrong with the key of `$globalContext(text)`, if it is to name something of ours. */
export function slipOfKey({ token, complete }: TextValue, level: 'global' | 'flow'): BareSlip | undefined {
  const { decoded, quote } = token;
  const offset = complete ? keyOffset(decoded.text, level) : undefined;
  if (offset === undefined) return undefined;
  const text = decoded.text.slice(offset);
  const slip = slipOfExpression(text, parseExpression(text));
  if (slip === undefined) return undefined;
  const start = decoded.toSource(slip.start + offset);
  return escapeSlip({ ...slip, start, end: decoded.toSource(slip.end + offset) }, { kind: 'jsonata', quote });
}

const PARENTS = /^(?:\$parent\.)+/;

/** Where the key begins: behind the store prefix, and in a flow's context behind each `$parent.`, which leads to global. */
function keyOffset(text: string, level: 'global' | 'flow'): number | undefined {
  const { offset } = contextKey(text);
  if (level === 'global') return offset;
  const parents = PARENTS.exec(text.slice(offset))?.[0].length;
  return parents === undefined ? undefined : offset + parents;
}

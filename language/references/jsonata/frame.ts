import { type Holding } from '../javascript/value.ts';
import { type Token } from './lexer.ts';
import { type Value } from './values.ts';

/** What a bracket is for. */
export type FrameKind =
  'top' | 'block' | 'call' | 'parameters' | 'array' | 'filter' | 'object' | 'group' | 'sort' | 'body';

export interface Operand {
  readonly value: Value | undefined;
  /** What names in the brackets of a call are relative to: `a.$f(x)` looks x up in a. */
  readonly context: Holding | undefined;
  readonly token: Token;
}

/** An open bracket, with the expression that is being read in it. */
export interface Frame {
  readonly kind: FrameKind;
  /** What bare names, and `$`, mean here. */
  readonly context: Holding | undefined;
  /** The operand before the bracket; none where the bracket begins an operand. */
  readonly subject: Operand | undefined;
  /** Where its variables begin, in a block or body that has its own. */
  readonly mark: number | undefined;
  /** Arguments of a call so far. */
  readonly values: (Value | undefined)[];
  /** Parameters of a function so far. */
  readonly parameters: string[];
  expression: Expression;
}

/** What is known of an expression up to the present token. */
export interface Expression {
  operand?: Operand | undefined;
  /** The dot that a step has to follow. */
  dot?: Token | undefined;
  /** `^` was read: brackets with sort terms follow. */
  sorts?: boolean;
  /** The variables of `$a := $b := …`. */
  readonly variables: string[];
  /** What stands left of `~>`, until it is applied. */
  chained?: { readonly value: Value | undefined } | undefined;
  /** Values of the branches of `? :`, `?:` and `??`. */
  readonly branches: (Value | undefined)[];
  /** `?` without its `:` so far. */
  conditions: number;
  /** The value is computed from its operands, none of them is the value. `loosely`: by an operator that binds less than `~>`. */
  computes?: 'tightly' | 'loosely' | undefined;
  /** The operand stands behind a minus sign, which binds it before `{…}` groups it. */
  negated?: boolean;
  /** What a concatenation begins with. */
  prefix?: Value | undefined;
}

export function newExpression(): Expression {
  return { variables: [], branches: [], conditions: 0 };
}

/** The bracket that closes a frame; none closes the top. */
export function closerOf(kind: FrameKind): string {
  switch (kind) {
    case 'top':
      return '';
    case 'block':
    case 'call':
    case 'parameters':
    case 'sort':
      return ')';
    case 'array':
    case 'filter':
      return ']';
    case 'object':
    case 'group':
    case 'body':
      return '}';
  }
}

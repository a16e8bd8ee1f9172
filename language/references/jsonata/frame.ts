import { type Holding } from '../javascript/value.ts';
import { type Expression, type Operand } from './expression.ts';
import { type Value } from './values.ts';

/** What a bracket is for. */
export type FrameKind =
  'top' | 'block' | 'call' | 'parameters' | 'array' | 'filter' | 'object' | 'group' | 'sort' | 'body';

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

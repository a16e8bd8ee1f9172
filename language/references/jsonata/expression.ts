import { type Holding } from '../javascript/value.ts';
import { type Evaluator } from './evaluator.ts';
import { type Token } from './lexer.ts';
import { application, assignment, bindingOf, choice, computation, type Pending } from './operators.ts';
import { below, nameOfToken, nameToType, type Value } from './values.ts';

export interface Operand {
  readonly value: Value | undefined;
  /** What names in the brackets of a call are relative to: `a.$f(x)` looks x up in a. */
  readonly context: Holding | undefined;
  readonly token: Token;
}

/** Stands for the brackets that an operand was, or the operators. */
export const BRACKETS: Token = { kind: 'constant', value: '', start: 0, end: 0 };

/**
 * An expression up to the present token: the last operand, and the operators that wait for it. Operator precedence with a
 * stack, which knows the same as the Pratt parser of the `jsonata` package and does not recurse.
 */
export class Expression {
  readonly #evaluator: Evaluator;
  readonly #pending: Pending[] = [];
  /** How many of them are a `?` without its `:` so far. */
  #open = 0;
  #operand: Operand | undefined;
  #dot: Token | undefined;
  /** `^` was read: brackets with sort terms follow. */
  sorts = false;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  get operand(): Operand | undefined {
    return this.#operand;
  }

  /** The operand that the next step is looked up in: a dot was read. */
  get subject(): Operand | undefined {
    return this.#dot && this.#operand;
  }

  get expectsOperand(): boolean {
    return this.#operand === undefined || this.#dot !== undefined;
  }

  get isEmpty(): boolean {
    return this.#operand === undefined && this.#pending.length === 0;
  }

  /** It is `$a := …` as a whole. */
  get isAssignment(): boolean {
    return this.#pending[0]?.kind === 'assign';
  }

  /** A colon belongs to it. */
  get hasOpenChoice(): boolean {
    return this.#open > 0;
  }

  put(operand: Operand): void {
    this.#operand = operand;
    this.#dot = undefined;
  }

  dot(token: Token): void {
    if (this.#operand !== undefined) this.#dot ??= token;
  }

  /** What binds more than this sign is the operand now. */
  bind(sign: '^' | '{', context: Holding | undefined): void {
    const last = this.#pending.at(-1);
    if (this.expectsOperand || last === undefined || last.binding < bindingOf(sign)) return;
    this.put({ value: this.#finish(bindingOf(sign)), context, token: BRACKETS });
  }

  /** What stands before `~>` goes into the call behind it as its first argument, if `next` leaves it a call. */
  takeChained(next: Token | undefined): readonly (Value | undefined)[] {
    const last = this.#pending.at(-1);
    const goesOn = next?.kind === 'operator' && next.value !== '{' && bindingOf(next.value) > bindingOf('~>');
    if (last?.kind !== 'apply' || goesOn) return [];
    this.#pending.pop();
    return [last.left];
  }

  /** An operator; a colon only while `hasOpenChoice`. */
  operator(sign: string): void {
    if (sign === ':=') this.#assign();
    else if (sign === '~>') this.#pending.push(application(this.#finish(bindingOf(sign))));
    else if (sign === '?') this.#condition();
    else if (sign === '?:' || sign === '??') this.#pending.push(choice([this.#finish(bindingOf(sign))], false));
    else if (sign === ':') this.#otherwise();
    else this.#compute(sign);
  }

  /** Its value when nothing more belongs to it. */
  end(): Value | undefined {
    return this.#finish(0);
  }

  #assign(): void {
    const { operand } = this;
    if (operand?.token.kind === 'variable') this.#take();
    else this.#finish(bindingOf(':='));
    this.#pending.push(assignment(operand?.token.kind === 'variable' ? operand.token.value : undefined));
  }

  /** What stands before `?` is tested only; a `?` alone is a parameter that is left open. */
  #condition(): void {
    if (this.#operand === undefined) return;
    this.#evaluator.useNamed(this.#finish(bindingOf('?')));
    this.#pending.push(choice([], true));
    this.#open++;
  }

  /** The colon of the innermost `?`. */
  #otherwise(): void {
    let value = this.#take();
    for (let last = this.#pending.pop(); last !== undefined; last = this.#pending.pop()) {
      if (last.kind === 'choice' && last.open) break;
      value = this.#evaluator.finish(last, value);
    }
    this.#pending.push(choice([value], false));
    this.#open--;
  }

  #compute(sign: string): void {
    const isPrefix = this.#operand === undefined;
    const left = isPrefix ? undefined : this.#finish(bindingOf(sign));
    this.#evaluator.use(left);
    this.#pending.push(computation(sign, isPrefix, left));
  }

  /** Ends the operators that bind at least this much, and takes what they give. */
  #finish(binding: number): Value | undefined {
    let value = this.#take();
    for (let last = this.#pending.at(-1); last !== undefined && last.binding >= binding; last = this.#pending.at(-1)) {
      this.#pending.pop();
      value = this.#evaluator.finish(last, value);
    }
    return value;
  }

  /** Takes the operand with its steps. */
  #take(): Value | undefined {
    const operand = this.#operand;
    const dot = this.#dot;
    this.#operand = undefined;
    this.#dot = undefined;
    const left = operand && dot ? leftOf(operand) : undefined;
    return left && dot ? below(left, nameToType(dot.end)) : operand?.value;
  }
}

/** What a step behind the operand is looked up in. A string before a dot is a name, as in `"a b".c`. */
export function leftOf({ value, context, token }: Operand): Holding | undefined {
  if (value?.type === 'holding') return value;
  return value?.type === 'text' && token.kind === 'string' && context ? below(context, nameOfToken(token)) : undefined;
}

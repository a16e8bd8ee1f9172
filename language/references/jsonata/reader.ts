import { type Reading, type Sink } from '../../reference.ts';
import { type Collector } from '../javascript/collector.ts';
import { type Holding } from '../javascript/value.ts';
import { Evaluator } from './evaluator.ts';
import { BRACKETS, Expression, leftOf, type Operand } from './expression.ts';
import { closerOf, type Frame, type FrameKind } from './frame.ts';
import { type Lexer, type Token } from './lexer.ts';
import { below, indexOf, nameOfToken, type Value } from './values.ts';
import { type Variables } from './variables.ts';

/** Hostile texts nest without end: brackets beyond this depth are passed over. */
const MAX_FRAMES = 50_000;
const MAX_SIGNATURE = 100;
const WILDCARDS = new Set(['*', '**', '%']);

/**
 * Follows SECRETS and CREDENTIALS through an expression in one pass, with a stack of open brackets instead of recursion.
 * It knows steps, filters and calls; what operators make of them is in `expression.ts`. What is torn is read as far as it goes.
 */
export class Reader {
  readonly #lexer: Lexer;
  readonly #variables: Variables;
  readonly #collector: Collector;
  readonly #evaluator: Evaluator;
  readonly #frames: Frame[] = [];
  /** How many frames each closing bracket could close: a stray one must not search them all. */
  readonly #waiting = new Map<string, number>();
  #tooDeep = 0;
  #frame: Frame;

  constructor(lexer: Lexer, variables: Variables, collector: Collector) {
    this.#lexer = lexer;
    this.#variables = variables;
    this.#collector = collector;
    this.#evaluator = new Evaluator(variables, collector);
    this.#frame = this.#newFrame('top', undefined, undefined);
  }

  /** `sink`: where the expression's value goes. */
  read(sink?: Sink): Reading {
    for (let token = this.#lexer.next(); token !== undefined; token = this.#lexer.next()) this.#take(token);
    while (this.#frames.length > 0) this.#leave();
    this.#evaluator.use(this.#endExpression(), sink);
    return this.#collector.reading();
  }

  #take(token: Token): void {
    const { value } = token;
    if (token.kind !== 'operator') {
      if (this.#tooDeep === 0) this.#operand(token);
      return;
    }
    if (value === '(' || value === '[' || value === '{') this.#open(value);
    else if (value === ')' || value === ']' || value === '}') this.#close(value);
    else if (value === '.') this.#expression.dot(token);
    else if (value === ',' || value === ';' || value === '|' || value === '..') this.#separate();
    else if (value === '@' || value === '#') this.#bindStep(value);
    else if (value === '^') this.#sort();
    else if (WILDCARDS.has(value) && this.#expression.expectsOperand) this.#wildcard(token);
    else this.#operator(value);
  }

  get #expression(): Expression {
    return this.#frame.expression;
  }

  // Operands and steps.

  #operand(token: Token): void {
    if (this.#frame.kind === 'parameters' && token.kind === 'variable') this.#frame.parameters.push(token.value);
    // Two operands in a row: the text is torn, the second begins anew.
    if (!this.#expression.expectsOperand) this.#separate();
    const { subject } = this.#expression;
    if (subject === undefined) {
      this.#expression.put({ value: this.#first(token), context: this.#frame.context, token });
      return;
    }
    const left = leftOf(subject);
    const value = this.#step(left, token);
    if (value === undefined) this.#evaluator.useNamed(left);
    this.#expression.put({ value, context: left, token });
  }

  #first(token: Token): Value | undefined {
    if (token.kind === 'variable') return this.#variable(token.value, this.#frame.context);
    if (token.kind === 'string') return { type: 'text', token, complete: true };
    if (token.kind !== 'name') return undefined;
    const isFunction = !token.quoted && (token.value === 'function' || token.value === 'λ');
    if (isFunction && this.#lexer.peek()?.value === '(') return { type: 'lambda' };
    return this.#frame.context && below(this.#frame.context, nameOfToken(token));
  }

  #variable(name: string, context: Holding | undefined): Value | undefined {
    return name === '' ? context : this.#variables.get(name);
  }

  #step(left: Holding | undefined, token: Token): Value | undefined {
    if (token.kind === 'variable') return this.#variable(token.value, left);
    const name = nameOfToken(token);
    return left && name && below(left, name);
  }

  #wildcard(token: Token): void {
    const { subject } = this.#expression;
    const left = subject ? leftOf(subject) : this.#frame.context;
    if (token.value === '%') this.#evaluator.useNamed(left);
    else if (left !== undefined) this.#evaluator.use(below(left));
    this.#expression.put({ value: undefined, context: left, token });
  }

  /** `@$v` and `#$i` name a step's value and its index; what follows is looked up elsewhere. */
  #bindStep(sign: '@' | '#'): void {
    const { operand } = this.#expression;
    const variable = this.#lexer.peek();
    if (operand === undefined || variable?.kind !== 'variable') return;
    this.#lexer.next();
    this.#variables.bind(variable.value, sign === '@' ? operand.value : undefined);
    if (sign === '#') return;
    this.#evaluator.useNamed(operand.value);
    this.#expression.put({ ...operand, value: undefined });
  }

  // Brackets.

  #open(bracket: '(' | '[' | '{'): void {
    if (this.#frames.length >= MAX_FRAMES) {
      this.#tooDeep++;
      return;
    }
    if (bracket === '{') this.#expression.bind(bracket, this.#frame.context);
    const { operand, subject, sorts } = this.#expression;
    const left = operand && leftOf(operand);
    if (operand === undefined || subject !== undefined) {
      const kind = bracket === '(' ? 'block' : bracket === '[' ? 'array' : 'object';
      this.#enter(kind, subject ? left : this.#frame.context, operand);
    } else if (bracket === '[') this.#filter(operand, left);
    else if (bracket === '(' && sorts) this.#enter('sort', left, operand);
    else if (operand.value?.type === 'lambda') this.#enter(bracket === '(' ? 'parameters' : 'body', undefined, operand);
    else if (bracket === '(') this.#enter('call', operand.context, operand);
    else this.#enter('group', left, operand);
  }

  /** `X[0]` is a step of the path, `X[]` the same as X; any other filter leaves the path as it is. */
  #filter(operand: Operand, left: Holding | undefined): void {
    const index = indexOf(this.#lexer);
    if (index === undefined) this.#enter('filter', left, operand);
    else if (index !== 'none' && left !== undefined && left.names.length > 0) {
      this.#expression.put({ ...operand, value: below(left, index) });
    }
  }

  #enter(kind: FrameKind, context: Holding | undefined, subject: Operand | undefined): void {
    this.#frames.push(this.#frame);
    this.#frame = this.#newFrame(kind, context, subject);
    this.#count(closerOf(kind), 1);
    const lambda = subject?.value;
    if (kind !== 'body' || lambda?.type !== 'lambda') return;
    for (const parameter of lambda.parameters ?? []) this.#variables.bind(parameter, undefined);
  }

  #newFrame(kind: FrameKind, context: Holding | undefined, subject: Operand | undefined): Frame {
    const mark = kind === 'block' || kind === 'body' ? this.#variables.mark : undefined;
    return { kind, context, subject, mark, values: [], parameters: [], expression: new Expression(this.#evaluator) };
  }

  #count(closer: string, by: number): void {
    this.#waiting.set(closer, (this.#waiting.get(closer) ?? 0) + by);
  }

  #close(closer: string): void {
    if (this.#tooDeep > 0) this.#tooDeep--;
    else if ((this.#waiting.get(closer) ?? 0) > 0) {
      while (closerOf(this.#frame.kind) !== closer) this.#leave();
      this.#leave();
    }
  }

  /** Ends the bracket: what it gives is the operand of the expression around it. */
  #leave(): void {
    const frame = this.#frame;
    const last = this.#endExpression();
    this.#count(closerOf(frame.kind), -1);
    if (frame.mark !== undefined) this.#variables.undo(frame.mark);
    this.#frame = this.#frames.pop() ?? this.#frame;
    const { expression } = this.#frame;
    expression.sorts = false;
    const keepsSubject = frame.kind === 'filter' || frame.kind === 'sort';
    if (!keepsSubject && frame.kind !== 'call') this.#evaluator.useNamed(frame.subject?.value);
    const value = keepsSubject ? frame.subject?.value : this.#valueOf(frame, last);
    if (keepsSubject) this.#evaluator.use(last);
    const token = keepsSubject ? frame.subject?.token : undefined;
    this.#expression.put({ value, context: frame.context, token: token ?? BRACKETS });
  }

  #valueOf(frame: Frame, last: Value | undefined): Value | undefined {
    switch (frame.kind) {
      case 'block':
        return last;
      case 'call': {
        const chained = this.#expression.takeChained(this.#lexer.peek());
        return this.#evaluator.call(frame.subject?.value, [...chained, ...frame.values, last]);
      }
      case 'parameters':
        this.#skipSignature();
        return { type: 'lambda', parameters: frame.parameters };
      default:
        this.#evaluator.use(last);
        return undefined;
    }
  }

  /** `<s-n:b>` between the parameters and the body of a function. */
  #skipSignature(): void {
    if (this.#lexer.peek()?.value !== '<') return;
    for (let i = 0; i < MAX_SIGNATURE && (this.#lexer.peek()?.value ?? '{') !== '{'; i++) this.#lexer.next();
  }

  // Expressions.

  #operator(sign: string): void {
    const isDirection = this.#frame.kind === 'sort' && this.#expression.isEmpty && (sign === '<' || sign === '>');
    if (sign === ':' && !this.#expression.hasOpenChoice) this.#separate();
    else if (!isDirection) this.#expression.operator(sign);
  }

  /** Sorting binds less than arithmetic: in `a & b^(c)` it is no names of b that c is one of. */
  #sort(): void {
    this.#expression.bind('^', this.#frame.context);
    this.#expression.sorts = true;
  }

  #endExpression(): Value | undefined {
    const value = this.#expression.end();
    this.#frame.expression = new Expression(this.#evaluator);
    return value;
  }

  #separate(): void {
    const { isAssignment } = this.#expression;
    const value = this.#endExpression();
    if (this.#frame.kind === 'call') this.#frame.values.push(value);
    else if (!isAssignment) this.#evaluator.use(value);
  }
}

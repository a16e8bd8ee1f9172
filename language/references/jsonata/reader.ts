import { type Reading, type Sink } from '../../reference.ts';
import { type Collector } from '../javascript/collector.ts';
import { type Holding } from '../javascript/value.ts';
import { closerOf, type Frame, type FrameKind, newExpression, type Operand } from './frame.ts';
import { type Lexer, type Token } from './lexer.ts';
import { below, holdingOfKey, indexOf, nameOfToken, nameToType, slipOfKey, type Value } from './values.ts';
import { type Variables } from './variables.ts';

/** Hostile texts nest without end: brackets beyond this depth are passed over. */
const MAX_FRAMES = 50_000;
const MAX_SIGNATURE = 100;
const WILDCARDS = new Set(['*', '**', '%']);

/**
 * Follows SECRETS and CREDENTIALS through an expression in one pass, with a stack of open brackets instead of recursion.
 * It knows what binds tighter than any operator (steps, filters, calls) and which operators hand a value on (`:=`, `~>`,
 * `?:`, `??`, `? :`); all others compute. What is torn is read as far as it goes.
 */
export class Reader {
  readonly #lexer: Lexer;
  readonly #variables: Variables;
  readonly #collector: Collector;
  readonly #frames: Frame[] = [];
  /** How many frames each closing bracket could close: a stray one must not search them all. */
  readonly #waiting = new Map<string, number>();
  #tooDeep = 0;
  #frame: Frame;

  constructor(lexer: Lexer, variables: Variables, collector: Collector) {
    this.#lexer = lexer;
    this.#variables = variables;
    this.#collector = collector;
    this.#frame = this.#newFrame('top', undefined, undefined);
  }

  /** `sink`: where the expression's value goes. */
  read(sink?: Sink): Reading {
    for (let token = this.#lexer.next(); token !== undefined; token = this.#lexer.next()) this.#take(token);
    while (this.#frames.length > 0) this.#leave();
    this.#use(this.#endExpression(), sink);
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
    else if (value === '.') this.#dot(token);
    else if (value === ',' || value === ';' || value === '|' || value === '..') this.#separate();
    else if (value === '@' || value === '#') this.#bindStep(value);
    else if (value === '^') this.#sort();
    else if (WILDCARDS.has(value) && this.#expectsOperand) this.#wildcard(token);
    else this.#operator(value);
  }

  get #expectsOperand(): boolean {
    const { operand, dot } = this.#frame.expression;
    return operand === undefined || dot !== undefined;
  }

  // Operands and steps.

  #operand(token: Token): void {
    if (this.#frame.kind === 'parameters' && token.kind === 'variable') this.#frame.parameters.push(token.value);
    // Two operands in a row: the text is torn, the second begins anew.
    if (!this.#expectsOperand) this.#separate();
    const { operand, dot } = this.#frame.expression;
    if (operand === undefined || dot === undefined) {
      this.#setOperand({ value: this.#first(token), context: this.#frame.context, token });
      return;
    }
    const left = this.#leftOf(operand);
    const value = this.#step(left, token);
    if (value === undefined) this.#useNamed(left);
    this.#setOperand({ value, context: left, token });
  }

  #setOperand(operand: Operand): void {
    this.#frame.expression.operand = operand;
    this.#frame.expression.dot = undefined;
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

  /** What a step behind the operand is looked up in. A string before a dot is a name, as in `"a b".c`. */
  #leftOf({ value, context }: Operand): Holding | undefined {
    if (value?.type === 'holding') return value;
    return value?.type === 'text' && context ? below(context, nameOfToken(value.token)) : undefined;
  }

  #dot(token: Token): void {
    if (this.#frame.expression.operand !== undefined) this.#frame.expression.dot ??= token;
  }

  #wildcard(token: Token): void {
    const { operand, dot } = this.#frame.expression;
    const left = operand && dot ? this.#leftOf(operand) : this.#frame.context;
    if (token.value === '%') this.#useNamed(left);
    else if (left !== undefined) this.#use(below(left));
    this.#setOperand({ value: undefined, context: left, token });
  }

  /** `@$v` and `#$i` name a step's value and its index; what follows is looked up elsewhere. */
  #bindStep(sign: '@' | '#'): void {
    const { operand } = this.#frame.expression;
    const variable = this.#lexer.peek();
    if (operand === undefined || variable?.kind !== 'variable') return;
    this.#lexer.next();
    this.#variables.bind(variable.value, sign === '@' ? operand.value : undefined);
    if (sign === '#') return;
    this.#useNamed(operand.value);
    this.#setOperand({ ...operand, value: undefined });
  }

  // Brackets.

  #open(bracket: '(' | '[' | '{'): void {
    if (this.#frames.length >= MAX_FRAMES) {
      this.#tooDeep++;
      return;
    }
    const { operand, dot, sorts } = this.#frame.expression;
    const isStep = operand !== undefined && dot !== undefined;
    const left = operand && this.#leftOf(operand);
    if (operand === undefined || isStep) {
      const kind = bracket === '(' ? 'block' : bracket === '[' ? 'array' : 'object';
      this.#enter(kind, isStep ? left : this.#frame.context, operand);
    } else if (bracket === '[') this.#filter(operand, left);
    else if (bracket === '(' && sorts === true) this.#enter('sort', left, operand);
    else if (operand.value?.type === 'lambda') this.#enter(bracket === '(' ? 'parameters' : 'body', undefined, operand);
    else if (bracket === '(') this.#enter('call', operand.context, operand);
    else this.#enter('group', this.#frame.expression.negated === true ? undefined : left, operand);
  }

  /** `X[0]` is a step of the path, `X[]` the same as X; any other filter leaves the path as it is. */
  #filter(operand: Operand, left: Holding | undefined): void {
    const index = indexOf(this.#lexer);
    if (index === undefined) this.#enter('filter', left, operand);
    else if (index !== 'none' && left !== undefined && left.names.length > 0) {
      this.#setOperand({ ...operand, value: below(left, index) });
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
    return { kind, context, subject, mark, values: [], parameters: [], expression: newExpression() };
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
    if (!keepsSubject && frame.kind !== 'call') this.#useNamed(frame.subject?.value);
    const value = keepsSubject ? frame.subject?.value : this.#valueOf(frame, last);
    if (keepsSubject) this.#use(last);
    this.#setOperand({ value, context: frame.context, token: frame.subject?.token ?? BRACKETS });
  }

  #valueOf(frame: Frame, last: Value | undefined): Value | undefined {
    switch (frame.kind) {
      case 'block':
        return last;
      case 'call': {
        const { chained } = this.#frame.expression;
        this.#frame.expression.chained = undefined;
        const first = chained === undefined ? [] : [chained.value];
        return this.#call(frame.subject?.value, [...first, ...frame.values, last]);
      }
      case 'parameters':
        this.#skipSignature();
        return { type: 'lambda', parameters: frame.parameters };
      default:
        this.#use(last);
        return undefined;
    }
  }

  /** `<s-n:b>` between the parameters and the body of a function. */
  #skipSignature(): void {
    if (this.#lexer.peek()?.value !== '<') return;
    for (let i = 0; i < MAX_SIGNATURE && (this.#lexer.peek()?.value ?? '{') !== '{'; i++) this.#lexer.next();
  }

  #call(callee: Value | undefined, [first, second, ...others]: readonly (Value | undefined)[]): Value | undefined {
    for (const other of others) this.#use(other);
    if (callee?.type === 'lookup' && first?.type === 'holding') {
      const isName = second?.type === 'text' && second.complete;
      if (!isName) this.#use(second);
      return below(first, isName ? nameOfToken(second.token) : undefined);
    }
    this.#use(second);
    if (callee?.type === 'getter' && first?.type === 'text') {
      for (const text of [first, ...(first.others ?? [])]) {
        this.#collector.addSlip(slipOfKey(text, callee.level));
        if (text !== first) this.#use(holdingOfKey(text, callee.level));
      }
      return holdingOfKey(first, callee.level);
    }
    this.#use(first);
    this.#use(callee);
    return undefined;
  }

  // Operators.

  #operator(sign: string): void {
    const { expression } = this.#frame;
    if (sign === ':=') this.#assign();
    else if (sign === '~>') this.#chain();
    else if (sign === '?') this.#condition();
    else if (sign === '?:' || sign === '??') expression.branches.push(this.#takeValue());
    else if (sign !== ':') this.#compute(sign);
    else if (expression.conditions > 0) {
      expression.conditions--;
      expression.branches.push(this.#takeValue());
    } else this.#separate();
  }

  #assign(): void {
    const { expression } = this.#frame;
    const token = expression.operand?.token;
    if (token?.kind === 'variable') expression.variables.push(token.value);
    expression.operand = undefined;
    expression.dot = undefined;
  }

  /** Sorting binds less than arithmetic: in `a & b^(c)` it is no names of b that c is one of. */
  #sort(): void {
    const { expression } = this.#frame;
    const { operand, computes } = expression;
    if (operand !== undefined && computes === 'tightly') this.#setOperand({ ...operand, value: this.#takeValue() });
    expression.sorts = true;
  }

  #chain(): void {
    const { expression } = this.#frame;
    const value = expression.computes === 'tightly' ? this.#takeValue() : this.#takeOperand();
    expression.chained = { value };
  }

  /** What stands before `?` is tested only; a `?` alone is a parameter that is left open. */
  #condition(): void {
    if (this.#frame.expression.operand === undefined) return;
    this.#useNamed(this.#takeValue());
    this.#frame.expression.conditions++;
  }

  #compute(sign: string): void {
    const { expression } = this.#frame;
    const isPrefix = expression.operand === undefined;
    const value = this.#takeOperand();
    expression.negated = sign === '-' && isPrefix;
    const isFirst = expression.computes === undefined;
    if (isFirst && sign === '&' && value?.type === 'text') expression.prefix = { ...value, complete: false };
    this.#use(value);
    expression.computes = sign === 'and' || sign === 'or' ? 'loosely' : 'tightly';
  }

  /** The operand with its steps; behind `~>` what the function makes of it. */
  #takeOperand(): Value | undefined {
    const { expression } = this.#frame;
    const { operand, dot, chained } = expression;
    const left = operand && dot ? this.#leftOf(operand) : undefined;
    const value = left && dot ? below(left, nameToType(dot.end)) : operand?.value;
    expression.operand = undefined;
    expression.dot = undefined;
    expression.chained = undefined;
    expression.negated = false;
    return chained === undefined ? value : this.#call(value, [chained.value]);
  }

  /** The value of the expression so far, or of a branch of it. */
  #takeValue(): Value | undefined {
    const { expression } = this.#frame;
    const value = this.#takeOperand();
    const { computes, prefix } = expression;
    expression.computes = undefined;
    expression.prefix = undefined;
    if (computes === undefined) return value;
    this.#use(value);
    return prefix;
  }

  /** Ends an expression: binds its variables and gives its value, of several branches the one that holds something. */
  #endExpression(): Value | undefined {
    const { branches, variables } = this.#frame.expression;
    const values = [...branches, this.#takeValue()];
    const value = values.find((one) => one?.type === 'holding') ?? textOf(values) ?? values.at(-1);
    for (const other of values) if (other !== value) this.#use(other);
    for (const variable of variables) this.#variables.bind(variable, value);
    // A variable that nobody uses still names its secret.
    if (variables.length > 0) this.#useNamed(value);
    this.#frame.expression = newExpression();
    return value;
  }

  #separate(): void {
    const isAssignment = this.#frame.expression.variables.length > 0;
    const value = this.#endExpression();
    if (this.#frame.kind === 'call') this.#frame.values.push(value);
    else if (!isAssignment) this.#use(value);
  }

  #use(value: Value | undefined, sink?: Sink): void {
    if (value?.type === 'holding') this.#collector.add(value, 'read', sink);
  }

  /** Uses what has a name; all of SECRETS is used by what is looked up in it. */
  #useNamed(value: Value | undefined): void {
    if (value?.type === 'holding' && (value.names.length > 0 || value.dynamic !== undefined)) this.#use(value);
  }
}

/** Of branches that give strings, the first one, which knows the others. */
function textOf(values: readonly (Value | undefined)[]): Value | undefined {
  const [first, ...others] = values.filter((value) => value?.type === 'text');
  return first && others.length > 0 ? { ...first, others } : first;
}

/** Stands for the brackets that an operand was. */
const BRACKETS: Token = { kind: 'constant', value: '', start: 0, end: 0 };

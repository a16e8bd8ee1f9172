import { type Sink } from '../../reference.ts';
import { type Collector } from '../javascript/collector.ts';
import { type Pending } from './operators.ts';
import { below, holdingOfKey, nameOfToken, slipOfKey, type TextValue, type Value } from './values.ts';
import { type Variables } from './variables.ts';

/** More keys than anybody chooses from: keeps a choice in a choice in … from costing its square. */
const MAX_TEXTS = 100;

/** Knows what calls and operators make of values, and collects the references that are used on the way. */
export class Evaluator {
  readonly #variables: Variables;
  readonly #collector: Collector;

  constructor(variables: Variables, collector: Collector) {
    this.#variables = variables;
    this.#collector = collector;
  }

  use(value: Value | undefined, sink?: Sink): void {
    if (value?.type === 'holding') this.#collector.add(value, 'read', sink);
  }

  /** Uses what has a name; all of SECRETS is used by what is looked up in it. */
  useNamed(value: Value | undefined): void {
    if (value?.type === 'holding' && (value.names.length > 0 || value.dynamic !== undefined)) this.use(value);
  }

  /** What an operator gives when all that belongs to it is read; `right` stands behind it. */
  finish(operator: Pending, right: Value | undefined): Value | undefined {
    switch (operator.kind) {
      case 'assign':
        if (operator.variable !== undefined) this.#variables.bind(operator.variable, right);
        // A variable that nobody uses still names its secret.
        this.useNamed(right);
        return right;
      case 'apply':
        return this.call(right, [operator.left]);
      case 'choice':
        return this.#chosen([...operator.branches, right]);
      case 'compute':
        this.use(right);
        return operator.prefix;
    }
  }

  /** Of several branches the one that holds something. */
  #chosen(branches: readonly (Value | undefined)[]): Value | undefined {
    const value = branches.find((one) => one?.type === 'holding') ?? textOf(branches) ?? branches.at(-1);
    for (const other of branches) if (other !== value) this.use(other);
    return value;
  }

  call(callee: Value | undefined, [first, second, ...others]: readonly (Value | undefined)[]): Value | undefined {
    for (const other of others) this.use(other);
    if (callee?.type === 'lookup' && first?.type === 'holding') {
      const isName = second?.type === 'text' && second.complete;
      if (!isName) this.use(second);
      return below(first, isName ? nameOfToken(second.token) : undefined);
    }
    this.use(second);
    if (callee?.type === 'getter' && first?.type === 'text') {
      for (const text of [first, ...(first.others ?? [])]) {
        this.#collector.addSlip(slipOfKey(text, callee.level));
        if (text !== first) this.use(holdingOfKey(text, callee.level));
      }
      return holdingOfKey(first, callee.level);
    }
    this.use(first);
    this.use(callee);
    return undefined;
  }
}

/** Of branches that give strings, the first one, which knows the others. */
function textOf(branches: readonly (Value | undefined)[]): TextValue | undefined {
  const texts = branches.filter((branch) => branch?.type === 'text');
  const [first, ...others] = texts.flatMap((text) => [text, ...(text.others ?? [])]);
  return first && others.length > 0 ? { ...first, others: others.slice(0, MAX_TEXTS) } : first;
}

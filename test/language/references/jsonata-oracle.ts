import jsonata from 'jsonata';

/** A node of the AST, after the `jsonata` package has put paths together. */
interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly AstNode[];
  readonly stages?: readonly { readonly type: string; readonly expr?: AstNode }[];
  readonly predicate?: readonly { readonly type: string; readonly expr?: AstNode }[];
  readonly group?: { readonly lhs: readonly (readonly AstNode[])[] };
  readonly procedure?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly expressions?: readonly AstNode[];
  readonly terms?: readonly { readonly expression: AstNode }[];
  readonly lhs?: AstNode | readonly (readonly AstNode[])[];
  readonly rhs?: AstNode;
  readonly expression?: AstNode;
  readonly body?: AstNode;
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
}

/** Names below SECRETS; `string` and `getter` are what a call needs to know. */
type Value =
  | { readonly names: readonly string[] }
  | { readonly text: string }
  | { readonly getter: true }
  | { readonly lookup: true }
  | undefined;
type Scope = ReadonlyMap<string, Value>;

/**
 * What an expression names below SECRETS according to the AST of the `jsonata` package: `DB.host`.
 * Another way to the same answer, for keys without quotes and for expressions without lambdas, `@`, `%` and `|…|`.
 */
export function referencesOfAst(expression: string): Set<string> {
  const oracle = new Oracle();
  oracle.use(oracle.value(jsonata(expression).ast() as unknown as AstNode, undefined, new Map()).value);
  return withoutPrefixes(oracle.found);
}

/** `DB` is left out where `DB.host` is there: it is part of it. */
export function withoutPrefixes(names: Iterable<string>): Set<string> {
  const all = [...new Set(names)];
  return new Set(all.filter((one) => !all.some((other) => other.startsWith(`${one}.`))));
}

class Oracle {
  readonly found: string[] = [];

  use(value: Value): void {
    if (value && 'names' in value && value.names.length > 0) this.found.push(value.names.join('.'));
  }

  value(node: AstNode, context: Value, scope: Scope): { value: Value; scope: Scope } {
    if (node.type === 'bind') {
      const { value } = this.value(node.rhs!, context, scope);
      this.use(value);
      return { value, scope: new Map(scope).set(String((node.lhs as AstNode).value), value) };
    }
    const value = this.#valueOf(node, context, scope);
    for (const { expr } of node.predicate ?? []) if (expr) this.use(this.value(expr, value, scope).value);
    if (!node.group) return { value, scope };
    this.#usePairs(node.group.lhs, value, scope);
    this.use(value);
    return { value: undefined, scope };
  }

  #usePairs(pairs: readonly (readonly AstNode[])[], context: Value, scope: Scope): void {
    for (const node of pairs.flat()) this.use(this.value(node, context, scope).value);
  }

  #valueOf(node: AstNode, context: Value, scope: Scope): Value {
    switch (node.type) {
      case 'path':
        return this.#path(node.steps ?? [], context, scope);
      case 'name':
        return below(context, String(node.value));
      case 'string':
        return { text: String(node.value) };
      case 'variable':
        return this.#variable(String(node.value), context, scope);
      case 'block':
        return this.#block(node.expressions ?? [], context, scope);
      case 'function':
        return this.#call(node, [], context, scope);
      case 'apply':
        return this.#apply(node, context, scope);
      case 'condition':
        return this.#condition(node, context, scope);
      case 'binary':
        for (const side of [node.lhs as AstNode, node.rhs!]) this.use(this.value(side, context, scope).value);
        return undefined;
      case 'unary':
        if (node.value === '{') this.#usePairs(node.lhs as readonly (readonly AstNode[])[], context, scope);
        for (const item of node.expressions ?? []) this.use(this.value(item, context, scope).value);
        if (node.expression) this.use(this.value(node.expression, context, scope).value);
        return undefined;
      default:
        return undefined;
    }
  }

  #path(steps: readonly AstNode[], context: Value, scope: Scope): Value {
    let value = context;
    for (const [i, step] of steps.entries()) {
      const before = value;
      if (step.type === 'sort')
        for (const { expression } of step.terms ?? []) this.use(this.value(expression, value, scope).value);
      else ({ value } = this.value(step, value, scope));
      if (i > 0 && step.type !== 'name') this.use(before);
      for (const { expr } of step.stages ?? []) if (expr) this.use(this.value(expr, value, scope).value);
    }
    return value;
  }

  #variable(name: string, context: Value, scope: Scope): Value {
    if (name === '') return context;
    if (scope.has(name)) return scope.get(name);
    if (name === 'globalContext') return { getter: true };
    return name === 'lookup' ? { lookup: true } : undefined;
  }

  #block(expressions: readonly AstNode[], context: Value, outer: Scope): Value {
    let scope = outer;
    let last: Value;
    for (const [i, expression] of expressions.entries()) {
      const result = this.value(expression, context, scope);
      if (i < expressions.length - 1 && expression.type !== 'bind') this.use(result.value);
      ({ value: last, scope } = result);
    }
    return last;
  }

  #apply(node: AstNode, context: Value, scope: Scope): Value {
    const { value } = this.value(node.lhs as AstNode, context, scope);
    if (node.rhs!.type === 'function') return this.#call(node.rhs!, [value], context, scope);
    return this.#called(this.value(node.rhs!, context, scope).value, [value]);
  }

  #call(node: AstNode, before: readonly Value[], context: Value, scope: Scope): Value {
    const values = (node.arguments ?? []).map((argument) => this.value(argument, context, scope).value);
    return this.#called(this.value(node.procedure!, context, scope).value, [...before, ...values]);
  }

  #called(callee: Value, values: readonly Value[]): Value {
    const [first, second, ...others] = values;
    for (const other of others) this.use(other);
    if (callee && 'lookup' in callee && first && 'names' in first && second && 'text' in second)
      return below(first, second.text);
    this.use(second);
    if (callee && 'getter' in callee && first && 'text' in first) {
      const [root, ...names] = first.text.split('.');
      return root === 'SECRETS' ? { names } : undefined;
    }
    this.use(first);
    this.use(callee);
    return undefined;
  }

  #condition(node: AstNode, context: Value, scope: Scope): Value {
    this.use(this.value(node.condition!, context, scope).value);
    const branches = [node.then, node.else].map((branch) => branch && this.value(branch, context, scope).value);
    const value = branches.find((branch) => branch && 'names' in branch);
    for (const branch of branches) if (branch !== value) this.use(branch);
    return value;
  }
}

function below(value: Value, name: string): Value {
  return value && 'names' in value ? { names: [...value.names, name] } : undefined;
}

import { type AnyNode, type CallExpression, type Function as FunctionNode, type Identifier, type Pattern } from 'acorn';
import { type Reference, type Sink, type Span } from '../../reference.ts';
import { kindOfRoot } from '../expression.ts';
import { rightCase } from '../slip.ts';
import { bareAccess } from './bare.ts';
import { type Collector, signature } from './collector.ts';
import { extend, holdingOfKey, keyOfContext, plainKey, slipOfKey } from './holding.ts';
import { below, memberName, propertyName } from './keys.ts';
import { constantOf, type KeyText, keyTexts } from './key-text.ts';
import { possibleValues } from './possible-values.ts';
import { reaches } from './reaching.ts';
import { type Scopes } from './scope.ts';
import { sinkOf, sinkOfTarget } from './sink.ts';
import { accessOf, calls, isObjectMethod, isOnlyTested, passesOn } from './usage.ts';
import { type Holding, IN_CODE, MAX_NAMES, memberOf, type PlacedName, type Value } from './value.ts';

const ROOTS = ['SECRETS', 'CREDENTIALS'] as const;
const MISNAMED = ['secrets', 'Secrets', 'credentials', 'Credentials'] as const;
const CONTEXTS = ['global', 'flow', 'context'] as const;

/** No program that people write comes near (steps for each UTF-16 unit, and some more); one that multiplies its aliases ends. */
const STEPS_PER_UNIT = 1;
const MORE_STEPS = 1000;

/**
 * Follows what `global.get` and its kin give through a program, from each place forward: into members, variables,
 * patterns and callbacks, until it is used or leaves sight.
 */
export class Tracer {
  private readonly code: string;
  private readonly scopes: Scopes;
  private readonly collector: Collector;
  /** What variables hold already, so that circles end. */
  private readonly seen = new Set<string>();
  /** The assignments that give a variable something of ours. */
  private readonly ours = new Set<Identifier>();
  private steps = 0;
  /** Of an earlier run: with it, a variable that got another value is no longer followed. */
  private readonly known: ReadonlySet<Identifier> | undefined;

  constructor(code: string, scopes: Scopes, collector: Collector, known?: ReadonlySet<Identifier>) {
    this.code = code;
    this.scopes = scopes;
    this.collector = collector;
    this.known = known;
  }

  /** Reads the whole program; gives the assignments that it followed. `bareRoots`: SECRETS is a variable of this code. */
  run(bareRoots: boolean): ReadonlySet<Identifier> {
    for (const level of CONTEXTS)
      for (const name of this.scopes.given(level)) this.follow(name, { type: 'context', level });
    for (const call of this.scopes.contextCalls) this.follow(call, { type: 'context', level: 'context' });
    for (const call of this.scopes.evaluations) this.evaluation(call);
    for (const root of ROOTS) {
      for (const name of this.scopes.undeclared(root)) {
        const whole = holdingOfRoot(name);
        if (bareRoots) this.follow(name, whole);
        else this.collector.addBare(bareAccess(name, whole.kind, this.code, this.scopes));
      }
    }
    if (bareRoots) for (const name of MISNAMED) for (const word of this.scopes.undeclared(name)) this.misnamed(word);
    return this.ours;
  }

  /** `secrets.X` in a script, where SECRETS.X may be meant. */
  private misnamed(word: Identifier): void {
    const right = rightCase(word.name);
    const parent = this.scopes.parents.get(word);
    if (right === undefined || parent?.type !== 'MemberExpression' || parent.object !== word) return;
    const key = memberName(parent, this.code, this.scopes)?.name ?? '';
    const { start, end } = word;
    this.collector.addSlip({ type: 'wrong-case', ...right, start, end, ...(key !== '' && { key }) });
  }

  /** What becomes of the value that `node` gives. */
  private follow(node: AnyNode, value: Value): void {
    if (this.collector.isFull || this.steps++ > this.code.length * STEPS_PER_UNIT + MORE_STEPS) return;
    const parent = this.scopes.parents.get(node);
    if (value.type === 'holding' && value.dynamic !== undefined)
      this.collector.add(value, 'read', sinkOf(node, this.scopes));
    else if (parent === undefined || isOnlyTested(node, parent)) this.use(value, 'read');
    else if (parent.type === 'MemberExpression' && parent.object === node) this.member(parent, value);
    else if (parent.type === 'CallExpression') this.call(parent, node, value);
    else if (parent.type === 'VariableDeclarator' && parent.init === node) this.bind(parent.id, value);
    else if (parent.type === 'AssignmentPattern' && parent.right === node) this.bind(parent.left, value);
    else if (passesOn(node, parent)) {
      const assigns = parent.type === 'AssignmentExpression';
      if (assigns && parent.right === node) this.bind(parent.left, value);
      if (!assigns || !this.isStatement(parent)) this.follow(parent, value);
      else if (parent.left === node) this.use(value, 'read');
    } else this.leave(value, accessOf(node, parent, this.scopes), sinkOf(node, this.scopes));
  }

  private member(node: AnyNode & { readonly type: 'MemberExpression' }, value: Value): void {
    const name = memberName(node, this.code, this.scopes);
    if (value.type === 'holding') {
      if (isCircle(value, name)) return;
      if (value.names.length === 0 && name !== undefined && isObjectMethod(node, name.name, this.scopes)) {
        this.leave(value, 'read');
        return;
      }
      // The parser of broken code reads beyond the end.
      const end = Math.min(node.end, this.code.length);
      const span = contains(node, value.span) ? { start: node.start, end } : value.span;
      const names = name === undefined ? [] : [name];
      this.follow(node, { ...extend(value, { names, dynamic: name === undefined }), span });
    } else if (value.type === 'list') {
      const item = name?.notation.kind === 'index' ? value.items[Number(name.name)] : undefined;
      if (item !== undefined) this.follow(node, item);
      else if (name?.notation.kind !== 'index') this.leave(value, 'read');
    } else if (name !== undefined) {
      const call = this.scopes.parents.get(node);
      const member = memberOf(value, name.name);
      if (member !== undefined) this.follow(node, member);
      else if (value.type === 'method' && call?.type === 'CallExpression' && call.callee === node)
        this.indirectCall(call, value, name.name);
    }
  }

  /** `get.bind(global)`, `get.call(global, key)`, `get.apply(global, [key])`. */
  private indirectCall(call: CallExpression, method: Value & { readonly type: 'method' }, by: string): void {
    const [, given] = call.arguments;
    if (by === 'bind') this.follow(call, method);
    else if (given !== undefined && by === 'call') this.contextCall(call, method, given);
    else if (given !== undefined && by === 'apply') {
      const list = constantOf(given, this.scopes);
      if (list.type === 'ArrayExpression') this.contextCall(call, method, list.elements[0] ?? undefined);
    }
  }

  private call(call: CallExpression, node: AnyNode, value: Value): void {
    if (call.callee === node) {
      if (value.type === 'method') this.contextCall(call, value);
      else this.use(value, 'read');
      return;
    }
    const expression = call.arguments[1];
    if (
      value.type === 'holding' &&
      expression !== undefined &&
      call.arguments[0] === node &&
      calls(call, 'getObjectProperty')
    )
      this.objectProperty(call, value, expression);
    else this.leave(value, 'read', sinkOf(node, this.scopes));
  }

  private objectProperty(call: CallExpression, value: Holding, expression: AnyNode): void {
    const property = below(value, expression, this.code, this.scopes);
    const added = property.names.slice(value.names.length);
    if (!added.some((name) => isCircle(value, name))) this.follow(call, property);
  }

  /** `get(key[, store][, callback])` and `set(key, value, …)` of a context. */
  private contextCall(
    call: CallExpression,
    method: Value & { readonly type: 'method' },
    given: AnyNode | undefined = call.arguments[0],
  ): void {
    if (given === undefined) return;
    const key = constantOf(given, this.scopes);
    const span = spanOf(call);
    if (key.type === 'ArrayExpression') {
      const items = key.elements.map((item) =>
        item === null || method.level === 'flow' ? undefined : this.arrayItem(item),
      );
      this.give(call, method, items);
    } else
      for (const text of this.keysOf(key)) {
        const key = keyOfContext(text, method.level);
        if (key === undefined) continue;
        const holding = holdingOfKey(key, span);
        if (holding !== undefined) this.give(call, method, holding);
        this.collector.addSlip(slipOfKey(key, span));
      }
  }

  /** `RED.util.evaluateNodeProperty(key, "global", node, msg[, callback])` asks as `get` of that context does. */
  private evaluation(call: CallExpression): void {
    const [, type] = call.arguments;
    const [text] = type === undefined ? [] : keyTexts(type, this.code, this.scopes);
    const level = text?.complete === true ? text.text : undefined;
    if (level === 'global' || level === 'flow') this.contextCall(call, { type: 'method', level, name: 'get' });
  }

  /** The texts that a key may be. */
  private keysOf(key: AnyNode): readonly KeyText[] {
    return possibleValues(key, this.code, this.scopes).flatMap((value) => keyTexts(value, this.code, this.scopes));
  }

  private arrayItem(item: AnyNode): Holding | undefined {
    const span = spanOf(item);
    const [text] = keyTexts(item, this.code, this.scopes);
    if (text === undefined) return undefined;
    const key = keyOfContext(text, 'global');
    if (key !== undefined) this.collector.addSlip(slipOfKey(key, span));
    return holdingOfKey(plainKey(text), span);
  }

  /** Hands what was asked for to the callback, if there is one, else to what stands around the call. */
  private give(
    call: CallExpression,
    method: Value & { readonly type: 'method' },
    given: Holding | readonly (Holding | undefined)[],
  ): void {
    const single = 'type' in given ? given : undefined;
    const items = 'type' in given ? [given] : given;
    const callback = this.callbackOf(call);
    if (method.name === 'set') for (const item of items) this.use(item, 'write', true);
    else if (callback !== undefined) {
      for (const [index, item] of items.entries()) {
        const parameter = callback.params[index + 1];
        if (item === undefined) continue;
        if (parameter === undefined || item.dynamic !== undefined) this.use(item, 'read');
        else this.bind(parameter, item);
      }
    } else {
      // Each key of an array is asked for, whichever value is taken.
      if (single === undefined) for (const item of items) this.use(item, 'read');
      this.follow(call, single ?? { type: 'list', items });
    }
  }

  private callbackOf(call: CallExpression): FunctionNode | undefined {
    for (const argument of call.arguments.slice(1)) {
      const value = constantOf(argument, this.scopes);
      if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') return value;
      const [definition] = value.type === 'Identifier' ? (this.scopes.variableOf(value)?.writes ?? []) : [];
      const declaration = definition === undefined ? undefined : this.scopes.parents.get(definition);
      if (declaration?.type === 'FunctionDeclaration' && declaration.id === definition) return declaration;
    }
    return undefined;
  }

  /** Gives a value to a variable or a pattern. A key that is read so counts, whether the variable is used or not. */
  private bind(pattern: Pattern | AnyNode, value: Value): void {
    const before = this.collector.size;
    switch (pattern.type) {
      case 'Identifier':
        this.bindVariable(pattern, value);
        break;
      case 'AssignmentPattern':
        this.bind(pattern.left, value);
        break;
      case 'ObjectPattern':
        this.bindProperties(pattern, value);
        break;
      case 'ArrayPattern':
        if (value.type === 'list') {
          for (const [index, element] of pattern.elements.entries()) {
            const item = value.items[index];
            if (element?.type === 'RestElement')
              for (const rest of value.items.slice(index)) this.use(rest, 'read', true);
            else if (element !== null && item !== undefined && item.dynamic === undefined) this.bind(element, item);
          }
        } else this.leave(value, 'read');
        break;
      default:
        this.leave(value, 'read', sinkOfTarget(pattern, this.scopes));
    }
    if (value.type === 'holding' && this.collector.size === before) this.use(value, 'read');
    if (value.type === 'list') for (const item of value.items) this.use(item, 'read');
  }

  private bindVariable(name: Identifier, value: Value): void {
    const variable = this.scopes.variableOf(name);
    if (variable === undefined) return;
    this.ours.add(name);
    const { known } = this;
    const isShared = known !== undefined && variable.writes.some((write) => !known.has(write));
    const id = `${isShared ? name.start : (variable.writes[0]?.start ?? 0)},${describe(value)}`;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    for (const read of variable.reads) {
      if (isShared && !reaches(name, read, variable, known, this.scopes)) continue;
      const isWhole = value.type === 'holding' && value.names.length === 0;
      this.follow(read, isWhole ? { ...value, span: spanOf(read), place: IN_CODE } : value);
    }
  }

  private bindProperties(pattern: AnyNode & { readonly type: 'ObjectPattern' }, value: Value): void {
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') {
        this.leave(value, 'read');
        continue;
      }
      const name = propertyName(property, this.code, this.scopes);
      if (value.type === 'holding') {
        if (isCircle(value, name)) continue;
        const extended = extend(
          value,
          { names: name === undefined ? [] : [name], dynamic: name === undefined },
          spanOf(property),
        );
        if (extended.dynamic === undefined) this.bind(property.value, extended);
        else this.collector.add(extended, 'read');
      } else if (name !== undefined) {
        const member = memberOf(value, name.name);
        if (member !== undefined) this.bind(property.value, member);
      }
    }
    const start = value.type === 'holding' ? missingProperty(pattern, this.code) : undefined;
    if (value.type === 'holding' && start !== undefined) {
      const name = {
        name: '',
        start,
        end: start,
        notation: { kind: 'property', shorthand: true },
        place: IN_CODE,
      } as const;
      this.collector.add(extend(value, { names: [name], dynamic: false }, { start, end: start }), 'read');
    }
  }

  /** The value goes where it can't be followed: a whole object may be used in any way there. */
  private leave(value: Value, access: Reference['access'], sink?: Sink): void {
    if (value.type === 'list') for (const item of value.items) this.use(item, access, true, sink);
    else this.use(value, access, true, sink);
  }

  private use(value: Value | undefined, access: Reference['access'], whole = false, sink?: Sink): void {
    if (value?.type === 'holding' && (whole || value.names.length > 0 || value.dynamic !== undefined))
      this.collector.add(value, access, sink);
    if (value?.type === 'list') for (const item of value.items) this.use(item, access, whole, sink);
  }

  private isStatement(node: AnyNode): boolean {
    return this.scopes.parents.get(node)?.type === 'ExpressionStatement';
  }
}

function holdingOfRoot(name: Identifier): Holding {
  const kind = kindOfRoot(name.name) ?? 'secret';
  return { type: 'holding', kind, names: [], span: spanOf(name), place: IN_CODE };
}

/** `x = x.next`, `({ x } = x)`: the names would go on without end. */
function isCircle({ names }: Holding, name: PlacedName | undefined): boolean {
  return names.length === MAX_NAMES || names.some((known) => known.start === name?.start);
}

function describe(value: Value): string {
  switch (value.type) {
    case 'holding':
      return value.names.length === 0 ? value.kind : signature(value);
    case 'list':
      return value.items.map((item) => (item === undefined ? '' : describe(item))).join(';');
    case 'context':
      return value.level;
    case 'method':
      return `${value.level}.${value.name}`;
  }
}

/** Where a key is still to be typed: `{ }`, or behind the last comma of `{ a, }`. */
function missingProperty(pattern: AnyNode & { readonly type: 'ObjectPattern' }, code: string): number | undefined {
  const last = pattern.properties.at(-1);
  const gap = code.slice(last?.end ?? pattern.start, pattern.end);
  const match = /^[^,{}]*[,{] ?/.exec(gap);
  return match === null ? undefined : (last?.end ?? pattern.start) + match[0].length;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

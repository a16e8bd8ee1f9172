import { type AnyNode, type CallExpression, type Identifier } from 'acorn';
import { type Sink } from '../../reference.ts';
import { type Scopes } from './scope.ts';

/** Where a value is on its way: the names that lead to it in the objects it was put into. */
interface Way {
  readonly node: AnyNode;
  readonly parent: AnyNode;
  readonly names: readonly string[];
}

const LOGS = new Set(['log', 'warn', 'error', 'debug', 'trace', 'info']);
/** Functions that give the text of what they are given. */
const AS_TEXT = new Set(['String', 'stringify', 'toString', 'inspect']);

/**
 * Where the value of an expression goes as it is, as text or as a part of an object: only what the tree proves. Names of
 * Node-RED that the code declares itself are not Node-RED's.
 */
export function sinkOf(node: AnyNode, scopes: Scopes): Sink | undefined {
  let way = above(node, [], scopes);
  while (way !== undefined) {
    const { parent } = way;
    if (parent.type === 'CallExpression' && parent.callee !== way.node) {
      const sink = sinkOfCall(parent, scopes);
      if (sink !== undefined) return sink === 'message' ? message(way.names) : { kind: sink };
    } else if (parent.type === 'AssignmentExpression' && parent.right === way.node) {
      const names = namesInMessage(parent.left, scopes);
      return names && message([...names, ...way.names]);
    } else if (parent.type === 'ReturnStatement') return isInFunction(parent, scopes) ? undefined : message(way.names);
    way = goesOn(way) ? above(parent, namesBeyond(way), scopes) : undefined;
  }
  return undefined;
}

/** The same for a value that is assigned to `target`. */
export function sinkOfTarget(target: AnyNode, scopes: Scopes): Sink | undefined {
  const names = namesInMessage(target, scopes);
  return names && message(names);
}

function above(node: AnyNode, names: readonly string[], scopes: Scopes): Way | undefined {
  const parent = scopes.parents.get(node);
  return parent && { node, parent, names };
}

function message(names: readonly string[]): Sink {
  return names.length === 0 ? { kind: 'message' } : { kind: 'message', property: names.join('.') };
}

/** The parent gives the value on: the same, as text, or in an object. */
function goesOn({ node, parent }: Way): boolean {
  switch (parent.type) {
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
    case 'LogicalExpression':
    case 'TemplateLiteral':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
      return true;
    case 'ConditionalExpression':
      return parent.test !== node;
    case 'BinaryExpression':
      return parent.operator === '+';
    case 'Property':
      return parent.value === node;
    case 'CallExpression':
      return AS_TEXT.has(nameOf(parent.callee) ?? '');
    default:
      return false;
  }
}

function namesBeyond({ parent, names }: Way): readonly string[] {
  const name = parent.type === 'Property' ? nameOfKey(parent.key, parent.computed) : undefined;
  return name === undefined ? names : [name, ...names];
}

function sinkOfCall({ callee }: CallExpression, scopes: Scopes): Sink['kind'] | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
  const { object } = callee;
  const method = nameOfKey(callee.property, callee.computed);
  if (method === undefined || !scopes.isGiven(object)) return undefined;
  if (object.name === 'console') return 'log';
  if (object.name !== 'node') return undefined;
  if (method === 'status') return 'status';
  if (method === 'send') return 'message';
  return LOGS.has(method) ? 'log' : undefined;
}

/** The property that `msg.a.b` is of the message; none for `msg` itself. */
function namesInMessage(target: AnyNode, scopes: Scopes): readonly string[] | undefined {
  const names: string[] = [];
  let node = target;
  while (node.type === 'MemberExpression') {
    const name = nameOfKey(node.property, node.computed);
    if (name === undefined) return undefined;
    names.unshift(name);
    node = node.object;
  }
  return node.type === 'Identifier' && isMessage(node, scopes) ? names : undefined;
}

/** `msg` of Node-RED: given, though perhaps assigned. */
function isMessage(name: Identifier, scopes: Scopes): boolean {
  const writes = scopes.variableOf(name)?.writes ?? [];
  return name.name === 'msg' && writes.every((write) => scopes.parents.get(write)?.type !== 'VariableDeclarator');
}

function isInFunction(node: AnyNode, scopes: Scopes): boolean {
  for (let outer = scopes.parents.get(node); outer !== undefined; outer = scopes.parents.get(outer))
    if (outer.type.includes('Function')) return true;
  return false;
}

function nameOf(callee: AnyNode): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? nameOfKey(callee.property, callee.computed) : undefined;
}

/** The name of a property as it is written; undefined when it is computed. */
function nameOfKey(key: AnyNode, computed: boolean): string | undefined {
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
}

import { type AnyNode, type CallExpression } from 'acorn';
import { type Reference } from '../../reference.ts';
import { type Scopes } from './scope.ts';

/** The old value may stay, and is then the value of the assignment. */
const MAYBE_ASSIGNING = new Set(['||=', '&&=', '??=']);
const COMPARING = new Set(['==', '!=', '===', '!==']);

/** The parent gives (perhaps) the very value of the node. */
export function passesOn(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return true;
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node;
    case 'AssignmentExpression':
      if (MAYBE_ASSIGNING.has(parent.operator)) return parent.right === node || node.type === 'Identifier';
      return parent.right === node && parent.operator === '=';
    default:
      return false;
  }
}

/** The value is looked at here and goes no further: a condition, a comparison, a statement of its own. */
export function isOnlyTested(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'ExpressionStatement':
      return true;
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'ConditionalExpression':
      return parent.test === node;
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    case 'BinaryExpression':
      return COMPARING.has(parent.operator);
    case 'LogicalExpression':
      return parent.operator === '&&' && parent.left === node;
    case 'SequenceExpression':
      return parent.expressions.at(-1) !== node;
    case 'AssignmentExpression': // `s += …`
      return parent.left === node && node.type === 'Identifier' && !MAYBE_ASSIGNING.has(parent.operator);
    default:
      return false;
  }
}

/** How a member is used where its value goes no further. */
export function accessOf(node: AnyNode, parent: AnyNode, scopes: Scopes): Reference['access'] {
  switch (parent.type) {
    case 'UnaryExpression':
      return parent.operator === 'delete' ? 'delete' : 'read';
    case 'Property': // a computed key of a pattern is read
      return parent.value === node && scopes.parents.get(parent)?.type === 'ObjectPattern' ? 'write' : 'read';
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return 'write';
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node ? 'write' : 'read';
    default:
      return 'read';
  }
}

/** A call of a function of `RED.util`, whatever leads to it. */
export function calls({ callee }: CallExpression, util: 'getObjectProperty' | 'evaluateNodeProperty'): boolean {
  const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
  return name.type === 'Identifier' && name.name === util;
}

/** What every object can be asked, SECRETS itself too. */
const OBJECT_METHODS = new Set(
  'hasOwnProperty propertyIsEnumerable isPrototypeOf toString toLocaleString valueOf'.split(' '),
);

/** `SECRETS.hasOwnProperty("X")`: a method of any object, as no value of a secret could be called. */
export function isObjectMethod(member: AnyNode, name: string, { parents }: Scopes): boolean {
  const parent = parents.get(member);
  return OBJECT_METHODS.has(name) && parent?.type === 'CallExpression' && parent.callee === member;
}

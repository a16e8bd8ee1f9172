import { type AnyNode, type AssignmentProperty, type MemberExpression } from 'acorn';
import { COMPUTED, expressionNames, extend, plainKey } from './holding.ts';
import { constantOf, keyTexts, locate } from './key-text.ts';
import { isMissing } from './parse.ts';
import { type Scopes } from './scope.ts';
import { type Holding, IN_CODE, type PlacedName } from './value.ts';

const INDEX = /^\d+$/;

/** What a property expression below a holding gives: `getObjectProperty(secrets, node)`. */
export function below(holding: Holding, node: AnyNode, code: string, scopes: Scopes): Holding {
  const [key] = keyTexts(node, code, scopes);
  return extend(holding, key === undefined ? COMPUTED : expressionNames(plainKey(key)));
}

/** The name of a member access; undefined when it is computed. An empty one is still to be typed. */
export function memberName(node: MemberExpression, code: string, scopes: Scopes): PlacedName | undefined {
  const { property } = node;
  if (node.computed) return bracketName(property, code, scopes);
  if (property.type !== 'Identifier') return undefined;
  if (!isMissing(property)) {
    return { name: property.name, start: property.start, end: property.end, notation: { kind: 'dot' }, place: IN_CODE };
  }
  const dot = code.lastIndexOf('.', property.start - 1);
  const start = dot < node.object.end ? property.start : dot + 1;
  return { name: '', start, end: start, notation: { kind: 'dot' }, place: IN_CODE };
}

/** The key of an object pattern's property; undefined when it is computed. */
export function propertyName(node: AssignmentProperty, code: string, scopes: Scopes): PlacedName | undefined {
  const { key } = node;
  if (node.computed || key.type !== 'Identifier') return bracketName(key, code, scopes);
  const name = isMissing(key) ? '' : key.name;
  const end = isMissing(key) ? key.start : key.end;
  return { name, start: key.start, end, notation: { kind: 'property', shorthand: node.shorthand }, place: IN_CODE };
}

function bracketName(node: AnyNode, code: string, scopes: Scopes): PlacedName | undefined {
  const value = constantOf(node, scopes);
  if (value.type === 'Literal' && typeof value.value === 'number') {
    const name = String(value.value);
    const isIndex = INDEX.test(name) && name === code.slice(value.start, value.end);
    const span = { start: value.start, end: value.end };
    return isIndex ? { name, ...span, notation: { kind: 'index' }, place: IN_CODE } : undefined;
  }
  const [key, another] = keyTexts(value, code, scopes);
  if (key?.complete !== true || another !== undefined) return undefined;
  const located = locate(key, 0, key.text.length);
  if (located === undefined) return undefined;
  const { span, quote } = located;
  return { name: key.text, ...span, notation: { kind: 'quoted', quote }, place: IN_CODE };
}

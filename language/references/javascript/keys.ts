import { type AnyNode, type AssignmentProperty, type MemberExpression } from 'acorn';
import { contextKey, isDynamic, kindOfRoot, parseExpression } from '../expression.ts';
import { type Span } from '../../reference.ts';
import { constantOf, type KeyText, keyTexts, locate } from './key-text.ts';
import { isMissing } from './parse.ts';
import { type Scopes } from './scope.ts';
import { type Holding, IN_CODE, inString, type PlacedName } from './value.ts';

const PARENT = '$parent.';
const INDEX = /^\d+$/;

/** The names that a property expression in a string gives, up to what is computed. */
interface ExpressionNames {
  readonly names: readonly PlacedName[];
  readonly dynamic: boolean;
}

/** What `get(node)` of a context gives; several for `get(a ? 'x' : 'y')`, none when no key of ours is asked for. */
export function holdingsOfKey(
  node: AnyNode,
  level: 'global' | 'flow',
  span: Span,
  code: string,
  scopes: Scopes,
): Holding[] {
  return keyTexts(node, code, scopes).flatMap((key) => {
    const offset = keyOffset(key.text, level);
    return offset === undefined ? [] : (holdingAt(key, offset, span) ?? []);
  });
}

/** Keys in an array have no store prefix and no `$parent` (facts: Node-RED parses neither there). */
export function holdingOfArrayItem(node: AnyNode, span: Span, code: string, scopes: Scopes): Holding | undefined {
  const [key] = keyTexts(node, code, scopes);
  return key === undefined ? undefined : holdingAt(key, 0, span);
}

/** What a property expression below a holding gives: `getObjectProperty(secrets, node)`. */
export function below(holding: Holding, node: AnyNode, code: string, scopes: Scopes): Holding {
  const [key] = keyTexts(node, code, scopes);
  return extend(holding, key === undefined ? { names: [], dynamic: true } : expressionNames(key, 0));
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

/** A holding with more names below it. */
export function extend(holding: Holding, { names, dynamic }: ExpressionNames, span = holding.span): Holding {
  const all = [...holding.names, ...names];
  const extended = { ...holding, names: all, span: holding.names.length === 0 ? span : holding.span };
  return dynamic ? { ...extended, dynamic: all.length === 0 ? 'key' : 'path' } : extended;
}

/** Where the key begins: behind the store prefix, and in a flow's context behind each `$parent.`, which leads to global. */
function keyOffset(text: string, level: 'global' | 'flow'): number | undefined {
  const { offset } = contextKey(text);
  if (level === 'global') return offset;
  let start = offset;
  while (text.startsWith(PARENT, start)) start += PARENT.length;
  return start === offset ? undefined : start;
}

function holdingAt(key: KeyText, offset: number, span: Span): Holding | undefined {
  const { parts, fault } = parseExpression(key.text.slice(offset));
  const [root, ...rest] = parts;
  const kind = root === undefined || isDynamic(root) ? undefined : kindOfRoot(root.name);
  if (root === undefined || kind === undefined || isDynamic(root)) return undefined;
  if (rest.length === 0 && key.complete && fault !== undefined) return undefined;
  const place = inString(locate(key, offset, offset)?.quote ?? '"');
  const whole: Holding = { type: 'holding', kind, names: [], span, place };
  return extend(whole, expressionNames(key, offset, 1));
}

/** The names of the expression from `offset` on, without the first `skip` of them. */
function expressionNames(key: KeyText, offset: number, skip = 0): ExpressionNames {
  const { parts } = parseExpression(key.text.slice(offset));
  // What is computed may go on with the last name, unless a bracket closed it.
  const known = key.complete || key.text.endsWith(']') ? parts : parts.slice(0, -1);
  const names: PlacedName[] = [];
  for (const part of known.slice(skip)) {
    const located = isDynamic(part) ? undefined : locate(key, part.start + offset, part.end + offset);
    if (located === undefined || isDynamic(part)) return { names, dynamic: true };
    const { span, quote } = located;
    names.push({ name: part.name, notation: part.notation, ...span, place: inString(quote) });
  }
  return { names, dynamic: !key.complete };
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

import { type Node } from 'jsonc-parser';
import { decodeJsonString, type DecodedString, isClosedString } from '../document/json-string.ts';

/** An object with more properties is asked through an index: a hostile one has thousands. */
const FEW = 40;
const indexes = new WeakMap<Node, ReadonlyMap<string, Node>>();

/** The value of an object's property; the last of several, as JSON.parse has it. */
export function propertyOf(object: Node | undefined, name: string): Node | undefined {
  if (object?.type !== 'object') return undefined;
  const properties = object.children ?? [];
  if (properties.length > FEW) return indexOf(object).get(name);
  return properties.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function indexOf(object: Node): ReadonlyMap<string, Node> {
  const known = indexes.get(object);
  if (known !== undefined) return known;
  const index = new Map(propertiesOf(object));
  indexes.set(object, index);
  return index;
}

/** An object's properties with their names; torn ones without a value are left out. */
export function* propertiesOf(object: Node): Generator<readonly [name: string, value: Node]> {
  if (object.type !== 'object') return;
  for (const property of object.children ?? []) {
    const [key, value] = property.children ?? [];
    if (typeof key?.value === 'string' && value !== undefined) yield [key.value, value];
  }
}

export function itemsOf(array: Node | undefined): readonly Node[] {
  return array?.type === 'array' ? (array.children ?? []) : [];
}

/** The text of a string value, undefined for any other value. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** Decodes a string node; an unterminated one ends where the parser says. */
export function decode(node: Node, source: string): DecodedString {
  const end = node.offset + node.length;
  return decodeJsonString(source, node.offset + 1, isClosedString(source, node.offset, end) ? end - 1 : end);
}

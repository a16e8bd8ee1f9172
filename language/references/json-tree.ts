import { type Node } from 'jsonc-parser';
import { decodeJsonString, type DecodedString, isClosedString } from '../document/json-string.ts';

/** The value of an object's property; the last of several, as JSON.parse has it. */
export function propertyOf(object: Node | undefined, name: string): Node | undefined {
  if (object?.type !== 'object') return undefined;
  return object.children?.findLast((property) => property.children?.[0]?.value === name)?.children?.[1];
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

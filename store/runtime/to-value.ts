import { type JsonNode } from '../catalog/json-tree.ts';

/** A JSON value as flows read it. */
export type RuntimeValue = string | number | boolean | null | readonly RuntimeValue[] | RuntimeObject;

export interface RuntimeObject {
  readonly [name: string]: RuntimeValue;
}

/** The value of a JSON tree, frozen through and through: flows share one copy, and none may change it. */
export function toValue(node: JsonNode): RuntimeValue {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'array':
      return Object.freeze(node.items.map(toValue));
    case 'object':
      return toObject(node.members.map(([name, value]) => [name, toValue(value)]));
  }
}

/** A frozen, ordinary object: flows and contrib nodes expect its usual members. Any name may be given, `__proto__` too. */
export function toObject<T>(members: Iterable<readonly [name: string, value: T]>): Readonly<Record<string, T>> {
  const object: Record<string, T> = {};
  // Defined, not assigned: assigning `__proto__` would change what the object is.
  for (const [name, value] of members) Object.defineProperty(object, name, { value, enumerable: true });
  return Object.freeze(object);
}

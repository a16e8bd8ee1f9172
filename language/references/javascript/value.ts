import { type Name, type Place, type Reference, type Span } from '../../reference.ts';

export type Quote = '"' | "'" | '`';

/** Deeper than any secret: what lies below is not followed. */
export const MAX_NAMES = 32;

/** A name with the place that it is written in. */
export interface PlacedName extends Name {
  readonly place: Place;
}

/** SECRETS or CREDENTIALS, or what lies below them. */
export interface Holding {
  readonly type: 'holding';
  readonly kind: Reference['kind'];
  /** The key first; none for the whole object. */
  readonly names: readonly PlacedName[];
  /** Where it is read: with names, where the key is written. */
  readonly span: Span;
  /** Of the access, for a whole object. */
  readonly place: Place;
  /** What comes behind the names is computed. */
  readonly dynamic?: 'key' | 'path';
}

/** What an expression is known to give. */
export type Value =
  | Holding
  /** What `global.get([…])` gives; undefined where the key is none of ours. */
  | { readonly type: 'list'; readonly items: readonly (Holding | undefined)[] }
  /** `global`, `flow` or `context` of Node-RED. */
  | { readonly type: 'context'; readonly level: Level }
  /** `global.get`, … */
  | { readonly type: 'method'; readonly level: 'global' | 'flow'; readonly name: 'get' | 'set' };

type Level = 'global' | 'flow' | 'context';

export const IN_CODE: Place = { syntax: 'javascript', within: [] };
const IN_STRING = new Map(
  (['"', "'", '`'] as const).map((quote): [Quote, Place] => [
    quote,
    { syntax: 'expression', within: [{ kind: 'javascript', quote }] },
  ]),
);

/** The place of a property expression in a string literal. */
export function inString(quote: Quote): Place {
  return IN_STRING.get(quote) ?? IN_CODE;
}

/** What a member of a value is, for the objects that Node-RED hands out. */
export function memberOf(value: Value, name: string): Value | undefined {
  if (value.type !== 'context') return undefined;
  if (value.level === 'context') {
    return name === 'global' || name === 'flow' ? { type: 'context', level: name } : undefined;
  }
  return name === 'get' || name === 'set' ? { type: 'method', level: value.level, name } : undefined;
}

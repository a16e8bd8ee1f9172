/**
 * Names and shapes of what a store holds, never a value (DESIGN, Words: catalog).
 * Plain data: it crosses process borders as JSON. Names may be anything (`__proto__` too), so members are lists of
 * pairs and never plain objects keyed by name.
 */

/** What is known of a secret's value. `text` covers strings, numbers and booleans; `unknown` covers null and unseen leaves. */
export type Shape =
  | { readonly kind: 'text' | 'unknown' }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, shape: Shape])[] }
  | { readonly kind: 'array'; readonly items: readonly Shape[] };

export interface SecretEntry {
  readonly key: string;
  readonly shape: Shape;
  /** How the value is kept: a JSON secret may be a number or `null` too. Absent where that is not known. */
  readonly kind?: 'text' | 'json';
  /** ISO 8601 UTC; absent where the file does not say. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly note?: string;
  /** The KEY that it is a copy of while that one is being renamed to it. */
  readonly renamedFrom?: string;
  /** A name inside it that is being renamed: both names are there. */
  readonly renamedPath?: { readonly from: readonly string[]; readonly to: string };
}

export interface SpaceCatalog {
  readonly space: string;
  /** Where it is kept: an absolute path for a `files` store, an address for others. */
  readonly source: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** True when `sops` changed the file since our last write (updated_at differs from sops.lastmodified). */
  readonly changedBySops: boolean;
  readonly secrets: readonly SecretEntry[];
}

/** A space file that can't be trusted to tell its names. `space` is present when the name could still be read. */
export interface BrokenSpace {
  readonly source: string;
  readonly space?: string;
  /** For people: what is wrong and what to do next. */
  readonly problem: string;
  /** True when a merge left it half done: git's conflict markers stand in it. */
  readonly unmerged?: boolean;
}

export interface CredentialEntry {
  readonly name: string;
  readonly type: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** Names of the plain fields that are present. */
  readonly fields: readonly string[];
  /** Names of the sealed fields that are present. */
  readonly sealed: readonly string[];
  /** Names of its type's fields that were left blank. */
  readonly blank?: readonly string[];
  /** The credential that it replaces while that one is being renamed to it. */
  readonly renamedFrom?: string;
  /** A field that is being renamed: both are there. */
  readonly renamedField?: { readonly from: string; readonly to: string };
}

export interface CredentialsCatalog {
  /** False when credentials.json is there and can't be read whole, or when there is no space at all. */
  readonly complete: boolean;
  readonly problem?: string;
  /** True when a merge left it half done: git's conflict markers stand in it. */
  readonly unmerged?: boolean;
  readonly source?: string;
  readonly credentials: readonly CredentialEntry[];
}

export interface Catalog {
  /** True only when this is provably the whole set: at least one space, none broken, store reachable. */
  readonly complete: boolean;
  /** Why not, for people. */
  readonly problem?: string;
  readonly spaces: readonly SpaceCatalog[];
  readonly broken: readonly BrokenSpace[];
  readonly credentials: CredentialsCatalog;
}

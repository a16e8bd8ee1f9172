import { type Name, type Place, type Reference } from '../reference.ts';

/** What names in a section are relative to: a secret, or all of them. */
export type Scope = Pick<Reference, 'kind' | 'key' | 'path' | 'place'>;

/** Deeper than any secret: keeps nested sections from adding up without end. */
export const MAX_DEPTH = 32;

const RELATIVE: Place = { syntax: 'mustache', within: [] };

/** What a section on a reference gives its names. */
export function scopeOf(reference: Reference | undefined): Scope | undefined {
  if (reference === undefined || reference.path.length > MAX_DEPTH) return undefined;
  return reference.dynamic === undefined || reference.dynamic === 'whole' ? reference : undefined;
}

/** A reference to names that are looked up in a section. */
export function belowScope(
  scope: Scope,
  names: readonly Name[],
  common: Pick<Reference, 'start' | 'end' | 'access' | 'effect' | 'form' | 'prints' | 'unescape'>,
): Reference {
  const place = scope.key === undefined ? RELATIVE : scope.place;
  // Names say their own place where the key stands in another one: in the tag that opens the section.
  const relative = names.map((name) => (place === RELATIVE ? name : { ...name, place: RELATIVE }));
  const [key, ...path] = [...(scope.key === undefined ? [] : [scope.key]), ...scope.path, ...relative];
  const reference = { ...common, kind: scope.kind, place, path, relative: true } as const;
  return key === undefined ? reference : { ...reference, key };
}

import { type Name, type Reference } from '../language/reference.ts';
import { type LocatedReference, type Scope } from './api.ts';
import { distinctUses, type ScopedFile } from './usages.ts';

/**
 * The references that mean what `name` (the key, or a segment of the path) of `reference` means: equal keys in files
 * that share a bound space, and equal paths up to that segment (CONTRACTS 10). A credential is one for the whole project.
 */
export function sameReferences(
  files: readonly ScopedFile[],
  path: string,
  reference: Reference,
  name: Name,
): readonly LocatedReference[] {
  const key = reference.key?.name;
  const here = files.find((file) => file.path === path);
  if (key === undefined || key === '' || here === undefined) return [];
  const depth = reference.path.findIndex((segment) => segment.start === name.start) + 1;
  const names = reference.path.slice(0, depth).map((segment) => segment.name);
  const same = ({ reference: other }: LocatedReference): boolean =>
    other.kind === reference.kind &&
    other.key?.name === key &&
    names.every((segment, index) => other.path[index]?.name === segment);
  return files
    .filter((file) => file === here || reference.kind === 'credential' || shareSpace(file.scope, here.scope))
    .flatMap((file) => distinctUses(file.references.filter(same), depth));
}

function shareSpace(a: Scope, b: Scope): boolean {
  if (a.kind === 'all' && b.kind === 'all') return true;
  return a.kind === 'bound' && b.kind === 'bound' && a.spaces.some((space) => b.spaces.includes(space));
}

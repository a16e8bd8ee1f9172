import { isNamed } from '../language/reference.ts';
import { type LocatedReference, type Scope, type Target, type Unreadable, type Usages } from './api.ts';

/** One file of a project, as the questions about uses see it. */
export interface ScopedFile {
  readonly path: string;
  readonly scope: Scope;
  readonly references: readonly LocatedReference[];
  /** Why it could not be looked at. */
  readonly problem?: string;
}

/**
 * What uses the target (DESIGN, promise 3): the one function of editor and command line.
 * A secret of a space is used by files bound to that space and by files that no binding matches; a credential by all.
 */
export function usagesOf(target: Target, files: Iterable<ScopedFile>, complete: boolean): Usages {
  const references: LocatedReference[] = [];
  const maybe: LocatedReference[] = [];
  const unreadable: Unreadable[] = [];
  const names = new Set(namesOf(target));
  const inside = ('path' in target ? target.path : undefined) ?? [];
  for (const { path, scope, references: found, problem } of files) {
    if ('space' in target && !mayRunIn(scope, target.space)) continue;
    if (problem !== undefined) unreadable.push({ path, reason: problem });
    for (const located of distinctUses(found, inside.length)) {
      if (!isOfKind(located.reference.kind, target)) continue;
      const use = useOf(located, names, inside);
      if (use === 'certain') references.push(located);
      if (use === 'maybe') maybe.push(located);
    }
  }
  return { references, maybe, unreadable, complete };
}

/**
 * Whether a reference of the right kind uses one of the names, or the name at the end of `path` inside them. Who reads an
 * object that holds that name may use it.
 */
export function useOf(
  located: LocatedReference,
  names: ReadonlySet<string>,
  path: readonly string[],
): 'certain' | 'maybe' | 'none' {
  const { reference } = located;
  if (mayBeAny(located)) return 'maybe';
  if (!isNamed(reference) || !names.has(reference.key.name)) return 'none';
  const read = reference.path.filter(({ name }) => name !== '');
  const isOnTheWay = path.every((name, index) => (read[index]?.name ?? name) === name);
  if (!isOnTheWay) return 'none';
  return read.length >= path.length ? 'certain' : 'maybe';
}

function namesOf(target: Target): readonly string[] {
  switch (target.kind) {
    case 'secret':
      return [target.key];
    case 'space':
      return target.keys;
    case 'credential':
    case 'name':
      return [target.name];
  }
}

function isOfKind(kind: 'secret' | 'credential', target: Target): boolean {
  return target.kind === 'name' || (kind === 'credential') === (target.kind === 'credential');
}

/** True for files that run in the space or may do so. */
export function mayRunIn(scope: Scope, space: string): boolean {
  return scope.kind !== 'bound' || scope.spaces.includes(space);
}

/** True for an access that names no key: it may use any. */
export function mayBeAny({ reference }: LocatedReference): boolean {
  return reference.key === undefined;
}

/**
 * The references of one file, each written name once: what reads several fields through one alias
 * (`const s = CREDENTIALS["n"]; s.a; s.b`) names its key in one place, so it is one use of the key.
 * @param depth how many path segments the name in question stands below the key
 */
export function distinctUses(references: readonly LocatedReference[], depth = 0): readonly LocatedReference[] {
  const seen = new Set<number>();
  return references.filter(({ reference: { key, path } }) => {
    const name = depth === 0 ? key : path[depth - 1];
    if (name === undefined) return true;
    const fresh = !seen.has(name.start);
    seen.add(name.start);
    return fresh;
  });
}

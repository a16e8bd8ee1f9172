import { type Scope } from '../../config/bindings.ts';

/**
 * The spaces that a rename reaches: those it begins with, then all spaces of every file that has the name and shares a
 * space with them, until nothing is added. A file that no binding matches may run in any space.
 * @param scopes of the files that have the name
 * @param all the spaces of the project
 * @returns first those of `all` in its order, then names that bindings know and the store does not
 */
export function closureOf(
  begin: readonly string[],
  scopes: Iterable<Scope>,
  all: readonly string[],
): readonly string[] {
  const reached = new Set(begin);
  let groups = [...scopes].map((scope) => (scope.kind === 'bound' ? scope.spaces : all));
  for (;;) {
    const touching = groups.filter((group) => group.some((space) => reached.has(space)));
    if (touching.length === 0) break;
    for (const space of touching.flat()) reached.add(space);
    groups = groups.filter((group) => !touching.includes(group));
  }
  return [...all.filter((space) => reached.has(space)), ...[...reached].filter((space) => !all.includes(space))];
}

import { type Catalog } from '../language/catalog.ts';
import { isNamed } from '../language/reference.ts';
import { type Counts } from './api.ts';
import { distinctUses, mayBeAny, mayRunIn, type ScopedFile } from './usages.ts';

type Tally = Map<string, number>;

/**
 * Uses of the names of one project: what the tree shows beside each secret and credential.
 * @param complete false while files are being looked at (again)
 * @param isRead true when every file has been looked at once
 */
export function countsOf(
  root: string,
  catalog: Catalog | undefined,
  files: readonly ScopedFile[],
  complete: boolean,
  isRead: boolean,
): Counts {
  const credentials = tally(files, 'credential');
  const known = catalog?.credentials.credentials ?? [];
  const knownNames = new Set(known.map(({ name }) => name));
  const missingCredentials = catalog?.credentials.complete ? without(credentials, knownNames) : [];
  return {
    root,
    complete,
    spaces: (catalog?.spaces ?? []).map((space) => ({
      space: space.space,
      ...spaceCounts(space, catalog, files, isRead),
    })),
    unseen: isUnseen(files, isRead),
    credentials: known.map(({ name }) => [name, credentials.get(name) ?? 0]),
    dynamicCredentials: hasDynamic(files, 'credential'),
    missingCredentials,
    used: [...tally(files, 'secret')],
  };
}

function spaceCounts(
  { space, secrets }: Catalog['spaces'][number],
  catalog: Catalog | undefined,
  files: readonly ScopedFile[],
  isRead: boolean,
): Omit<Counts['spaces'][number], 'space'> {
  const here = files.filter(({ scope }) => mayRunIn(scope, space));
  const uses = tally(here, 'secret');
  return {
    uses: secrets.map(({ key }) => [key, uses.get(key) ?? 0]),
    dynamic: hasDynamic(here, 'secret'),
    missing: missingIn(space, catalog, here),
    unseen: isUnseen(here, isRead),
  };
}

/** What bound files use and the space lacks. Without bindings a key counts as missing when no space has it. */
function missingIn(
  space: string,
  catalog: Catalog | undefined,
  here: readonly ScopedFile[],
): readonly (readonly [string, number])[] {
  const keysOf = (wanted: (name: string) => boolean): Set<string> =>
    new Set((catalog?.spaces ?? []).filter((s) => wanted(s.space)).flatMap((s) => s.secrets.map(({ key }) => key)));
  const bound = without(
    tally(
      here.filter(({ scope }) => scope.kind === 'bound'),
      'secret',
    ),
    keysOf((name) => name === space),
  );
  const together = without(
    tally(
      here.filter(({ scope }) => scope.kind === 'all'),
      'secret',
    ),
    keysOf(() => true),
  );
  return [...bound, ...together];
}

/** True when some file may hold a use that nobody has seen. */
function isUnseen(files: readonly ScopedFile[], isRead: boolean): boolean {
  return !isRead || files.some(({ problem }) => problem !== undefined);
}

function hasDynamic(files: readonly ScopedFile[], kind: 'secret' | 'credential'): boolean {
  return files.some(({ references }) => references.some((one) => one.reference.kind === kind && mayBeAny(one)));
}

function tally(files: readonly ScopedFile[], kind: 'secret' | 'credential'): Tally {
  const counts: Tally = new Map();
  for (const { references } of files) {
    const named = distinctUses(references).map(({ reference }) => reference);
    for (const { key } of named.filter((reference) => reference.kind === kind).filter(isNamed)) {
      counts.set(key.name, (counts.get(key.name) ?? 0) + 1);
    }
  }
  return counts;
}

function without(counts: Tally, known: ReadonlySet<string>): readonly (readonly [string, number])[] {
  return [...counts].filter(([name]) => !known.has(name));
}

import { type Catalog, type SecretEntry, type Shape, type SpaceCatalog } from '../../language/catalog.ts';
import { type RenameTarget } from '../api.ts';

/**
 * What one space, or the credentials, have of the two names: the old one alone (`holds`), the new one as its copy beside
 * it (`begun`), the new one alone (`done`), both without a tie (`taken`), or none.
 */
export type Holding = 'holds' | 'begun' | 'done' | 'taken' | 'lacks';

export function holdingOf(space: SpaceCatalog, { key, path }: RenameTarget, to: string): Holding {
  const secret = space.secrets.find((entry) => entry.key === key);
  if (path.length > 0) {
    const inside = [...path.slice(0, -1), to];
    return holding(hasPath(secret, path), hasPath(secret, inside), isPathBegun(secret, path, to));
  }
  const copy = space.secrets.find((entry) => entry.key === to);
  return holding(secret !== undefined, copy !== undefined, copy?.renamedFrom === key);
}

export function credentialHolding({ credentials }: Catalog, { key, path }: RenameTarget, to: string): Holding {
  const old = credentials.credentials.find(({ name }) => name === key);
  const [field] = path;
  if (field !== undefined) {
    const fields = new Set([...(old?.fields ?? []), ...(old?.sealed ?? [])]);
    const renamed = old?.renamedField;
    return holding(fields.has(field), fields.has(to), renamed?.from === field && renamed.to === to);
  }
  const copy = credentials.credentials.find(({ name }) => name === to);
  return holding(old !== undefined, copy !== undefined, copy?.renamedFrom === key);
}

function holding(old: boolean, present: boolean, begun: boolean): Holding {
  if (old && present) return begun ? 'begun' : 'taken';
  if (old) return 'holds';
  return present ? 'done' : 'lacks';
}

function isPathBegun(secret: SecretEntry | undefined, path: readonly string[], to: string): boolean {
  const renamed = secret?.renamedPath;
  return renamed?.to === to && JSON.stringify(renamed.from) === JSON.stringify(path);
}

/** True for a name inside an object; an index of an array is no name. */
function hasPath(secret: SecretEntry | undefined, path: readonly string[]): boolean {
  const parent = path.slice(0, -1).reduce<Shape | undefined>(childOf, secret?.shape);
  return parent?.kind === 'object' && childOf(parent, path.at(-1) ?? '') !== undefined;
}

function childOf(shape: Shape | undefined, name: string): Shape | undefined {
  if (shape?.kind === 'object') return shape.members.find(([member]) => member === name)?.[1];
  return shape?.kind === 'array' ? shape.items.find((_item, index) => String(index) === name) : undefined;
}

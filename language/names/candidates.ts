import { type Catalog, type CredentialEntry, type SecretEntry, type Shape, type SpaceCatalog } from '../catalog.ts';
import { type Name, type Reference } from '../reference.ts';

/** The names that a file may use. */
export interface KnownNames {
  readonly catalog: Catalog;
  /** The readable spaces that the file runs in; all of them where no binding says which. */
  readonly spaces: readonly SpaceCatalog[];
}

/** A name that may stand in a place, and what it is in each space that has it. */
export interface Candidate {
  readonly name: string;
  readonly found: readonly Found[];
}
interface Found {
  readonly space: SpaceCatalog;
  readonly shape: Shape;
  /** Present for a key, absent for a path below it. */
  readonly entry?: SecretEntry;
}

/** The secrets that the file's spaces have, each once, in the order of the spaces. */
export function secretsOf(known: KnownNames): readonly Candidate[] {
  return gather(
    known.spaces.flatMap((space) =>
      space.secrets.map((entry) => [entry.key, { space, shape: entry.shape, entry }] as const),
    ),
  );
}

/** One secret as the file's spaces have it; `found` is empty when none does. */
function secretOf(known: KnownNames, key: string): Candidate {
  const found = known.spaces.flatMap((space) => {
    const entry = space.secrets.find((secret) => secret.key === key);
    return entry ? [{ space, shape: entry.shape, entry }] : [];
  });
  return { name: key, found };
}

/** What stands below a name: members of objects, indexes of arrays. */
export function membersOf(parent: Candidate): readonly Candidate[] {
  return gather(
    parent.found.flatMap(({ space, shape }) =>
      members(shape).map(([name, member]) => [name, { space, shape: member }] as const),
    ),
  );
}

/** The member `name` of what a candidate is in each space. */
function memberOf(parent: Candidate, name: string): Candidate {
  const found = parent.found.flatMap(({ space, shape }) => {
    const member = members(shape).find(([other]) => other === name);
    return member ? [{ space, shape: member[1] }] : [];
  });
  return { name, found };
}

/** Follows a reference's path down to (and with) the segment; -1 is the key itself. */
export function follow(known: KnownNames, reference: Reference & { readonly key: Name }, segment: number): Candidate {
  return reference.path
    .slice(0, segment + 1)
    .reduce((parent, { name }) => memberOf(parent, name), secretOf(known, reference.key.name));
}

export function credentialOf(known: KnownNames, name: string): CredentialEntry | undefined {
  return known.catalog.credentials.credentials.find((credential) => credential.name === name);
}

function members(shape: Shape): readonly (readonly [name: string, shape: Shape])[] {
  if (shape.kind === 'object') return shape.members;
  if (shape.kind === 'array') return shape.items.map((item, index) => [String(index), item] as const);
  return [];
}

function gather(pairs: readonly (readonly [string, Found])[]): readonly Candidate[] {
  const byName = new Map<string, Found[]>();
  for (const [name, found] of pairs) {
    const list = byName.get(name);
    if (list) list.push(found);
    else byName.set(name, [found]);
  }
  return [...byName].map(([name, found]) => ({ name, found }));
}

import { type Catalog } from '../../language/catalog.ts';
import { type HistoryEntry, readHistory } from '../catalog/history.ts';
import { type JsonNode, memberOf } from '../catalog/json-tree.ts';
import { readSpaces } from '../catalog/read-catalog.ts';
import { isEncrypted } from '../catalog/space-names.ts';
import { type Recipient } from '../store.ts';
import { recipientsOf, ungrouped } from './sops/data-key.ts';
import { findSpace, type FoundSpace, readDocument } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

// What a space file says without any key.

/** The age recipients that a space file names; needs no key. */
export async function recipientsIn(context: StoreContext, file: string): Promise<readonly string[]> {
  return recipientsOfTree((await readDocument(context, file)).tree);
}

/** The same, of a document that was read. */
export function recipientsOfTree(tree: JsonNode | undefined): readonly string[] {
  const sops = memberOf(tree, 'sops');
  return sops?.kind === 'object' ? recipientsOf(ungrouped(sops)) : [];
}

/**
 * The spaces that list a key among their readers, and the files that may be such; needs no key. Each file is read once: `sops` may be
 * writing it, and torn is what it finds at the next look.
 */
export async function spacesThatName(
  context: StoreContext,
  key: string,
): Promise<{ readonly names: readonly string[]; readonly broken: Catalog['broken'] }> {
  const { spaces, broken, files } = await readSpaces(context.folder, context.root, context.files);
  const naming = spaces.filter(({ source }) => recipientsOfTree(files.get(source)?.tree).includes(key));
  return { names: naming.map(({ space }) => space), broken };
}

/**
 * The KEYs of a space whose value, or a part of it, stands in clear: the file's settings encrypt less than all. `null` and
 * `""` are never encrypted.
 */
export async function keysInClear(context: StoreContext, { source }: FoundSpace): Promise<readonly string[]> {
  const secrets = memberOf((await readDocument(context, source)).tree, 'secrets');
  const members = secrets?.kind === 'object' ? secrets.members : [];
  return members.filter(([, value]) => isInClear(value)).map(([key]) => key);
}

function isInClear(value: JsonNode): boolean {
  switch (value.kind) {
    case 'object':
      return value.members.some(([, member]) => isInClear(member));
    case 'array':
      return value.items.some(isInClear);
    case 'null':
      return false;
    case 'string':
      return value.value !== '' && !isEncrypted(value.value);
    case 'number':
    case 'boolean':
      return true;
  }
}

/** A reader that has left the last of its spaces is no longer confirmed: one that comes back, by a merge say, is asked about. */
export async function forgetReader(context: StoreContext, key: string): Promise<void> {
  if ((await spacesThatName(context, key)).names.length === 0) await context.forget(key);
}

/** The changes that a space file tells of, oldest first; needs no key. @throws StoreError `absent`, `broken` */
export async function historyOf(context: StoreContext, space: string): Promise<readonly HistoryEntry[]> {
  const { source } = await findSpace(context, space);
  return readHistory((await readDocument(context, source)).tree);
}

/** Those who open a space, with their names: people, and registered runtimes. Needs no key. */
export async function readersIn(
  context: StoreContext,
  { source }: FoundSpace,
): Promise<{ readonly owners: readonly Recipient[]; readonly runtimes: readonly Recipient[] }> {
  const registered = new Set((await context.config()).runtimes.map(({ key }) => key));
  const readers = await context.named(await recipientsIn(context, source), source);
  return {
    owners: readers.filter(({ key }) => !registered.has(key)),
    runtimes: readers.filter(({ key }) => registered.has(key)),
  };
}

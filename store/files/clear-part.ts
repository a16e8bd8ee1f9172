import { type HistoryEntry, readHistory } from '../catalog/history.ts';
import { memberOf } from '../catalog/json-tree.ts';
import { readFilesCatalog } from '../catalog/read-catalog.ts';
import { type Recipient } from '../store.ts';
import { recipientsOf, ungrouped } from './sops/data-key.ts';
import { findSpace, readDocument } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

// What a space file says without any key.

/** The age recipients that a space file names; needs no key. */
export async function recipientsIn(context: StoreContext, file: string): Promise<readonly string[]> {
  const { tree } = await readDocument(context, file);
  const sops = memberOf(tree, 'sops');
  return sops?.kind === 'object' ? recipientsOf(ungrouped(sops)) : [];
}

/** The changes that a space file tells of, oldest first; needs no key. @throws StoreError `absent`, `broken` */
export async function historyOf(context: StoreContext, space: string): Promise<readonly HistoryEntry[]> {
  const { source } = await findSpace(context, space);
  return readHistory((await readDocument(context, source)).tree);
}

/** Those who open a space, with their names: people, and registered runtimes. Needs no key. */
export async function readersOf(
  context: StoreContext,
  space: string,
): Promise<{ readonly owners: readonly Recipient[]; readonly runtimes: readonly Recipient[] }> {
  const catalog = await readFilesCatalog(context.folder, context.root);
  const found = catalog.spaces.find((entry) => entry.space === space);
  if (!found) return { owners: [], runtimes: [] };
  const registered = new Set((await context.config()).runtimes.map(({ key }) => key));
  const readers = await context.named(await recipientsIn(context, found.source), found.source);
  return {
    owners: readers.filter(({ key }) => !registered.has(key)),
    runtimes: readers.filter(({ key }) => registered.has(key)),
  };
}

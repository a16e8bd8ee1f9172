import { type HistoryEntry, readHistory } from '../catalog/history.ts';
import { memberOf } from '../catalog/json-tree.ts';
import { type Recipient } from '../store.ts';
import { recipientsOf, ungrouped } from './sops/data-key.ts';
import { findSpace, type FoundSpace, readDocument } from './space-access.ts';
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

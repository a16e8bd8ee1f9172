import { memberOf } from '../catalog/json-tree.ts';
import { readFilesCatalog } from '../catalog/read-catalog.ts';
import { type Recipient, StoreError } from '../store.ts';
import { ageKeysOf, readersOf } from './sops/data-key.ts';
import { type SopsDocument } from './sops/document.ts';
import { type OpenSpace, readDocument } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/**
 * The document without one of its readers, under a new data key: what is written from now on is closed to them.
 * @throws StoreError `broken` when keys that are not age's open it too: a new data key would shut them out
 */
export async function withoutReader({ document, space, file }: OpenSpace, recipient: string): Promise<SopsDocument> {
  const present = document.recipients();
  const others = readersOf(document.sops).filter((reader) => !present.includes(reader));
  if (others.length > 0) {
    const message = `The space ${JSON.stringify(space)} is read with keys that are not age's too (${others.join(', ')}), which can't get a new data key here; nothing was changed. Take the reader out with sops rotate --rm-age.`;
    throw new StoreError('broken', message, file);
  }
  return document.rotated(present.filter((key) => key !== recipient));
}

/** The age recipients that a space file names; needs no key. */
export async function recipientsIn(context: StoreContext, file: string): Promise<readonly string[]> {
  const { tree } = await readDocument(context, file);
  const sops = memberOf(tree, 'sops');
  return sops ? ageKeysOf(sops).map(({ recipient }) => recipient) : [];
}

/** Those who open a space and are no runtimes, with their names. Needs no key. */
export async function ownersOf(context: StoreContext, space: string): Promise<readonly Recipient[]> {
  const catalog = await readFilesCatalog(context.folder, context.root);
  const found = catalog.spaces.find((entry) => entry.space === space);
  if (!found) return [];
  const runtimes = new Set((await context.config()).runtimes.map(({ key }) => key));
  const keys = await recipientsIn(context, found.source);
  return context.named(
    keys.filter((key) => !runtimes.has(key)),
    found.source,
  );
}

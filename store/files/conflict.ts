import { BY_SOPS, type HistoryEntry, readHistory, writeEntry } from '../catalog/history.ts';
import { compactJson } from '../catalog/json-tree.ts';
import { type OpenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/**
 * What others changed between two states of a space and who they are, as far as the file's history tells.
 * @returns sentences for people, each after a blank; empty when nothing is known
 */
export async function changesSince(context: StoreContext, base: OpenSpace, present: OpenSpace): Promise<string> {
  const known = new Set(entriesOf(base).map(textOf));
  const added = entriesOf(present).filter((entry) => !known.has(textOf(entry)));
  const told = await Promise.all(added.map((entry) => sentenceOf(context, entry, present.file)));
  // What sops changed is in no history before our next write.
  if (present.header.changedBySops) told.push(` The sops command changed it at ${present.header.updatedAt}.`);
  return told.join('');
}

function entriesOf({ document }: OpenSpace): readonly HistoryEntry[] {
  return readHistory(document.plain());
}

function textOf(entry: HistoryEntry): string {
  return compactJson(writeEntry(entry));
}

async function sentenceOf(context: StoreContext, entry: HistoryEntry, file: string): Promise<string> {
  const [who] = await context.named([entry.by], file);
  const by = entry.by === BY_SOPS ? 'The sops command' : (who?.name ?? entry.by);
  const parts = (['added', 'changed', 'removed'] as const).flatMap((list) =>
    entry[list].length === 0 ? [] : [`${list} ${entry[list].map((name) => JSON.stringify(name)).join(', ')}`],
  );
  const what = parts.length === 0 ? 'changed its readers or its name' : parts.join('; ');
  return ` ${by} ${what} at ${entry.at} (version ${entry.version}).`;
}

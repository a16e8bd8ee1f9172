import path from 'node:path';
import { CREDENTIALS_FILE } from '../../catalog/credential-names.ts';
import { readStoreFile } from '../../catalog/store-folder.ts';
import { type MergeSources, mergeSourcesOf } from '../../git/merge-sources.ts';
import { StoreError } from '../../store.ts';
import { withLock } from '../lock.ts';
import { type StoreContext } from '../store-context.ts';
import { FileChanged, replaceFile } from '../write.ts';
import { mergeCredentials } from './merge-credentials.ts';
import { type MergeConflict } from './merge-plain.ts';
import { type Merged, mergeSpace } from './merge-space.ts';
import { withOursNow } from './ours-now.ts';
import { type Side } from './three-way.ts';

/** Asks for the side of each conflict; resolves to undefined when the user leaves it. Nothing is locked meanwhile. */
export type ChooseSides = (
  file: string,
  conflicts: readonly MergeConflict[],
) => Promise<ReadonlyMap<string, Side> | undefined>;

export interface ResolvedMerge {
  readonly file: string;
  readonly version: number;
  /** Names that came from the other side. */
  readonly taken: readonly string[];
}

/**
 * Unites three states of a file of the store (Resolve Merge, and git's merge driver).
 * @param file where it will stand; its name tells a space from the credentials
 * @throws StoreError
 */
export async function mergeStates(
  context: StoreContext,
  file: string,
  sources: MergeSources,
  chosen: ReadonlyMap<string, Side>,
): Promise<Merged> {
  return path.basename(file) === CREDENTIALS_FILE
    ? mergeCredentials(file, sources, chosen, context.now())
    : mergeSpace(context, file, sources, chosen);
}

/**
 * Mends a file that git left in conflict, or whose lines somebody joined by hand, from the versions that git has; what was
 * written to it since git stopped stays.
 * @throws StoreError `conflict` when the user leaves a name open that both sides changed; the file is as it was then
 */
export async function resolveMerge(context: StoreContext, file: string, choose: ChooseSides): Promise<ResolvedMerge> {
  const present = await readStoreFile(file, context.root);
  if (present.kind !== 'bytes') {
    throw new StoreError('broken', `${file}: ${present.kind === 'problem' ? present.problem : 'It is gone.'}`, file);
  }
  const sources = await withOursNow(context, file, present.bytes, await mergeSourcesOf(file));
  let merged = await mergeStates(context, file, sources, new Map());
  if (merged.conflicts.length > 0) {
    const chosen = await choose(file, merged.conflicts);
    if (chosen) merged = await mergeStates(context, file, sources, chosen);
  }
  const { bytes, conflicts, version, taken } = merged;
  if (bytes === undefined) {
    const names = conflicts.map(({ name }) => JSON.stringify(name)).join(', ');
    throw new StoreError(
      'conflict',
      `${file}: both sides changed ${names}; nothing was written. Choose a side for each.`,
      file,
    );
  }
  await withLock(await context.ensureFolder(), async (held) => {
    held.check();
    await replaceFile(file, present.bytes, bytes).catch((error: unknown) => {
      if (!(error instanceof FileChanged)) throw error;
      throw new StoreError('conflict', `${file} was changed meanwhile; nothing was written. Try again.`, file);
    });
  });
  await merged.note?.();
  return { file, version, taken };
}

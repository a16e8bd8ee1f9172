import path from 'node:path';
import { StoreError } from '../store.ts';
import { git, gitText } from './git.ts';
import { fileAt } from './revisions.ts';

/** The three states of a file that a merge has to unite. */
export interface MergeSources {
  /** Undefined when both sides added the file. */
  readonly base: Uint8Array | undefined;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
}

/**
 * The states that a merged file came from: the stages of an unfinished merge, rebase or cherry-pick, else the parents of
 * a merge that was committed already (somebody joined the lines by hand).
 * @param file absolute
 * @throws StoreError `io` without git or a repository, `absent` when there is no merge to be seen, `conflict` when one side
 *   removed the file
 */
export async function mergeSourcesOf(file: string): Promise<MergeSources> {
  const folder = path.dirname(file);
  // Says why, where git is missing or this is no repository.
  await git(folder, 'rev-parse', '--git-dir');
  const stages = await between(file, ':1', ':2', ':3');
  if (stages) return stages;
  if (await isRemovedByOne(file)) {
    throw new StoreError('conflict', `${file}: ${REMOVED_BY_ONE}`, file);
  }
  for (const [ours, theirs] of [
    ['HEAD', 'MERGE_HEAD'],
    ['HEAD^1', 'HEAD^2'],
  ] as const) {
    const base = await gitText(folder, 'merge-base', ours, theirs);
    const parents = base === undefined ? undefined : await between(file, base, ours, theirs);
    if (parents) return parents;
  }
  const message = `Git knows of no merge of ${file}: there is no conflict, and the last commit is no merge. Restore the file from version control.`;
  throw new StoreError('absent', message, file);
}

/** What is left to do about a file of which `isRemovedByOne` is true. */
export const REMOVED_BY_ONE =
  'In this merge one side removed it, and the other changed it. Keep what stands there with git add, or remove it with git rm.';

/** True for a file in conflict that one of the two sides removed: nothing can be united there. */
export async function isRemovedByOne(file: string): Promise<boolean> {
  const stages = [':2', ':3'].map((stage) => fileAt(file, stage).then(isThere, isNotThere));
  const [ours, theirs] = await Promise.all(stages);
  return ours !== theirs;
}

const isThere = (): boolean => true;
const isNotThere = (): boolean => false;

/** Undefined when one of the two sides lacks the file. */
async function between(file: string, base: string, ours: string, theirs: string): Promise<MergeSources | undefined> {
  const [was, our, their] = await Promise.all(
    [base, ours, theirs].map((revision) => fileAt(file, revision).catch(() => undefined)),
  );
  return our && their ? { base: was, ours: our, theirs: their } : undefined;
}

/**
 * The files of a folder that a merge left in conflict, absolute.
 * @throws StoreError `io`
 */
export async function conflictedFiles(folder: string): Promise<readonly string[]> {
  // Outside a repository git diff compares files instead, and says so in its own words.
  await git(folder, 'rev-parse', '--git-dir');
  const output = await git(folder, 'diff', '--name-only', '--diff-filter=U', '--relative', '-z', '--', '.');
  const names = output.toString('utf8').split('\0');
  return names.filter((name) => name !== '').map((name) => path.join(folder, name));
}

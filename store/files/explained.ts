import path from 'node:path';
import { readHistory } from '../catalog/history.ts';
import { readHeader, readOpenedHeader } from '../catalog/space-names.ts';
import { gitText } from '../git/git.ts';
import { type FileRevision, revisionsOf } from '../git/revisions.ts';
import { knowsKey, type SeenSpace } from '../space-memory.ts';
import { type SpaceNews } from '../store.ts';
import { carriesOver } from './carried-over.ts';
import { newestRevisions, openAt, treeAt } from './committed-space.ts';
import { type OpenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/**
 * Says how a space came to be as it is, where that was not through this user's tools. What git brought, and what was made of
 * it with its data key, is a note that names the commit: a checkout, a stash, a pull. A file that git does not explain, and
 * an older revision that a commit put back on the same branch, are warnings; and so is a data key that nobody here has used
 * where the file's history tells of no reader that was taken out, or where it does and no value was carried over: whoever made
 * a file anew knows its data key.
 * Git is asked once for a state of the file and of the repository.
 */
export async function explain(
  context: StoreContext,
  open: OpenSpace,
  seen: SeenSpace,
  present: SeenSpace,
): Promise<SpaceNews> {
  const heads = await headsOf(open.file);
  const state = [present.digest, seen.digest, ...heads].join(' ');
  const known = context.explained.get(open.space);
  if (known?.state === state) return known.news;
  const news = await newsOf(context, open, { seen, present, heads });
  context.explained.set(open.space, { state, news });
  return news;
}

/** True when this was asked before of the same state of the file, on whatever branch. */
export function isExplained(context: StoreContext, space: string, seen: SeenSpace, present: SeenSpace): boolean {
  return context.explained.get(space)?.state.startsWith(`${present.digest} ${seen.digest}`) === true;
}

interface Facts {
  readonly seen: SeenSpace;
  readonly present: SeenSpace;
  readonly heads: readonly string[];
}

async function newsOf(context: StoreContext, open: OpenSpace, { seen, present, heads }: Facts): Promise<SpaceNews> {
  const name = JSON.stringify(open.space);
  for (const head of heads) {
    const version = await versionIn(context, open.file, head, { seen, present });
    if (version === undefined) continue;
    const taken = present.version < seen.version ? await takenBack(open.file, head, version) : undefined;
    if (taken) {
      const message = `The space ${name} is at version ${present.version}, but you have seen version ${seen.version}, and ${commitText(taken.by)} of this branch has version ${taken.version}: an older revision was put back since. git log --full-history shows who did it; ask them before you trust its values.`;
      return { warning: message };
    }
    const [commit] = await revisionsOf(open.file, 1, [head]);
    if (commit) return byGit(context, open, { seen, present, heads }, commitText(commit));
  }
  return { warning: warningOf(name, seen, present) };
}

/** What is checked out, and what is being merged into it; nothing outside of a repository. */
async function headsOf(file: string): Promise<readonly string[]> {
  const heads = await gitText(path.dirname(file), 'rev-parse', '--quiet', '--revs-only', 'HEAD', 'MERGE_HEAD');
  return heads === undefined || heads === '' ? [] : heads.split('\n');
}

/**
 * The version that a commit has, if the present state is that or was made of it: it has the same data key, so whoever made
 * it could read it, or the one that our tools made here when they took a reader out of it; and no lower version.
 */
async function versionIn(
  context: StoreContext,
  file: string,
  commit: string,
  { seen, present }: Pick<Facts, 'seen' | 'present'>,
): Promise<number | undefined> {
  const open = await openAt(context, file, commit);
  const isOurKey = present.keyDigest === seen.branchKey;
  if (!open || (open.document.keyDigest() !== present.keyDigest && !isOurKey)) return undefined;
  const { version } = readOpenedHeader(open.tree, open.document.plain());
  return version <= present.version ? version : undefined;
}

/** The newest commit behind `head`, on whatever side of a merge, with a higher version of the file than `head` has. */
async function takenBack(
  file: string,
  head: string,
  version: number,
): Promise<{ readonly by: FileRevision; readonly version: number } | undefined> {
  for (const by of await newestRevisions(file, [head])) {
    const tree = await treeAt(file, by.commit);
    const was = tree ? readHeader(tree).version : 0;
    if (was > version) return { by, version: was };
  }
  return undefined;
}

/** What is said of a state that came with a commit. */
async function byGit(
  context: StoreContext,
  open: OpenSpace,
  { seen, present, heads }: Facts,
  commit: string,
): Promise<SpaceNews> {
  const name = JSON.stringify(open.space);
  if (present.version < seen.version) {
    const key = knowsKey(seen, present) ? '' : ', with a data key that you never used here';
    const note = `The space ${name} is at version ${present.version}, and you have seen version ${seen.version}: it came with ${commit}, which is older or of another branch${key}.`;
    return { note };
  }
  const has = `The space ${name} ${anotherKey(seen, present)}: it came with ${commit}`;
  if (knowsKey(seen, present)) return { note: `${has}. You have used that key before.` };
  const removal = await removalSince(context, open, seen.version);
  if (removal === undefined) {
    return { warning: `${has}, and its history tells of nobody who was taken out since. ${ROTATED}` };
  }
  const told = `${has}, and its history says that ${removal}`;
  // A history is easily forged, a value that one never read is not.
  if ((await carriesOver(context, open, seen, heads)) === false) {
    return { warning: `${told}, but it has no value that you had: all were changed, or it was made anew. ${ROTATED}` };
  }
  return { note: `${told}. Ask them if you did not expect it.` };
}

/** The last time that a reader was taken out, which makes a new data key; undefined where none was since the version. */
async function removalSince(context: StoreContext, open: OpenSpace, version: number): Promise<string | undefined> {
  const entry = readHistory(open.document.plain()).findLast(
    (one) => one.version >= version && one.readersRemoved.length > 0,
  );
  if (!entry) return undefined;
  const [by, ...gone] = (await context.named([entry.by, ...entry.readersRemoved], open.file)).map(
    ({ key, name }) => name ?? key,
  );
  return `${by ?? entry.by} took out ${gone.join(', ')}`;
}

const ROTATED =
  'Somebody rotated it with sops, or made the file anew and can read what you save there. Ask who did it before you trust its values or save one.';

function warningOf(name: string, seen: SeenSpace, present: SeenSpace): string {
  return present.keyDigest === seen.keyDigest
    ? `The space ${name} is at version ${present.version}, but you have seen version ${seen.version}: an old revision was put back. Ask who did it before you trust its values.`
    : `The space ${name} ${anotherKey(seen, present)}. ${ROTATED}`;
}

function anotherKey(seen: SeenSpace, present: SeenSpace): string {
  return `has another data key than when you last used it here (version ${seen.version}, now ${present.version})`;
}

/** `commit 0a1b2c3d (Ana, 2026-11-20)` */
function commitText({ commit, author, at }: FileRevision): string {
  return `commit ${commit.slice(0, 8)} (${author}, ${at.slice(0, 10)})`;
}

import { following, isChangedUnseen, isSuspicious } from '../space-memory.ts';
import { type SpaceNews, StoreError } from '../store.ts';
import { explain, isExplained } from './explained.ts';
import { withLock } from './lock.ts';
import { seenOf, stateOf } from './seen.ts';
import { type OpenSpace, reopenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/** Looks whether a space came another way than through this user's tools; what is as expected is remembered. */
export async function lookAt(context: StoreContext, open: OpenSpace): Promise<SpaceNews> {
  const present = seenOf(stateOf(open));
  const seen = await context.recall(open.space);
  const isKnown = seen?.digest === present.digest;
  if (isSuspicious(seen, present)) {
    if (!isExplained(context, open.space, seen, present)) {
      await writersEnd(context);
      const now = await reopenSpace(context, open);
      const remembered = await context.recall(open.space);
      if (now !== open || remembered?.digest !== seen.digest) return lookAt(context, now);
    }
    return explain(context, open, seen, present);
  }
  // What sops changed within a second of our write is still to be counted by the next one.
  if (!isKnown && !isChangedUnseen(seen, present)) await context.rememberSeen(open.space, following(seen, present));
  return {};
}

/** Who writes (another window, the command line) remembers it a moment later, under the lock still. */
async function writersEnd(context: StoreContext): Promise<void> {
  try {
    await withLock(await context.ensureFolder(), () => Promise.resolve());
  } catch (error) {
    // Where nothing can be written, nobody writes.
    if (!(error instanceof StoreError)) throw error;
  }
}

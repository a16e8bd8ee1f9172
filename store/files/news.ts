import { following, isChangedUnseen, isSuspicious } from '../space-memory.ts';
import { type SpaceNews } from '../store.ts';
import { explain } from './explained.ts';
import { seenOf, stateOf } from './seen.ts';
import { type OpenSpace, reopenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/** Looks whether a space came another way than through this user's tools; what is as expected is remembered. */
export async function lookAt(context: StoreContext, open: OpenSpace): Promise<SpaceNews> {
  const present = seenOf(stateOf(open));
  const seen = await context.recall(open.space);
  const isKnown = seen?.digest === present.digest;
  if (isSuspicious(seen, present)) {
    // Another window may have written, and remembered it, since the file was read here.
    const now = await reopenSpace(context, open);
    return now === open ? explain(context, open, seen, present) : lookAt(context, now);
  }
  // What sops changed within a second of our write is still to be counted by the next one.
  if (!isKnown && !isChangedUnseen(seen, present)) await context.rememberSeen(open.space, following(seen, present));
  return {};
}

import { createHash } from 'node:crypto';
import { memberOf, textOf } from '../catalog/json-tree.ts';
import { following, isSuspicious, knowsKey, type SeenSpace, withBranchKey, withDigest } from '../space-memory.ts';
import { type SopsDocument } from './sops/document.ts';
import { type OpenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/** A state of a space's file. */
export interface SpaceState {
  readonly bytes: Uint8Array;
  readonly document: SopsDocument;
  readonly version: number;
  readonly updatedAt: string;
}

/** What the memory keeps of a state, as if it were the first one. */
export function seenOf({ bytes, document, version, updatedAt }: SpaceState): SeenSpace {
  return {
    keyDigest: document.keyDigest(),
    version,
    updatedAt,
    digest: digestOf(bytes),
    earlierKeys: [],
    earlierDigests: [],
  };
}

/** What was read or written last stays the same array as long as it is known (KnownFiles). */
const digests = new WeakMap<Uint8Array, string>();

function digestOf(bytes: Uint8Array): string {
  const known = digests.get(bytes);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(bytes).digest('hex');
  digests.set(bytes, digest);
  return digest;
}

export function stateOf({ bytes, document, header }: Pick<OpenSpace, 'bytes' | 'document' | 'header'>): SpaceState {
  return { bytes, document, version: header.version, updatedAt: header.updatedAt };
}

/**
 * Remembers what this tool wrote, unless what it was made from came another way: that stays to be told.
 * @param before undefined for a new space
 * @param space its name after the change
 */
export async function noteWritten(
  context: StoreContext,
  before: OpenSpace | undefined,
  space: string,
  written: SpaceState,
): Promise<void> {
  const state = seenOf(written);
  // Under the lock nobody else is about to remember what they wrote, as they may have been when the space was read.
  const seen = before?.isSuspect === true ? await context.recall(before.space) : before?.seen;
  const isTold = before !== undefined && isSuspicious(seen, seenOf(stateOf(before)));
  if (!isTold) return context.rememberSeen(space, following(seen, state));
  // Only where git has explained what it was made from.
  const isOurKey = !knowsKey(seen, state) && context.explained.get(before.space)?.news.note !== undefined;
  await context.rememberSeen(space, isOurKey ? withBranchKey(seen, state) : withDigest(seen, state.digest));
}

/** Remembers the state of a space as it is: its user knows how it came. */
export async function accept(context: StoreContext, open: OpenSpace): Promise<void> {
  await context.rememberSeen(open.space, following(open.seen, seenOf(stateOf(open))));
}

/**
 * Remembers what a merge made, if one of its sides is what this user saw last, or may have come of it.
 * @param sides what was merged
 */
export async function noteMerged(
  context: StoreContext,
  sides: readonly SpaceState[],
  merged: SpaceState,
): Promise<void> {
  for (const side of sides) {
    const seen = await context.recall(nameOf(side));
    if (isSuspicious(seen, seenOf(side))) continue;
    await context.rememberSeen(nameOf(merged), following(seen, seenOf(merged)));
    return;
  }
}

function nameOf({ document }: SpaceState): string {
  return textOf(memberOf(document.plain(), 'space')) ?? '';
}

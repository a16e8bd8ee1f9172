import { type JsonNode, memberOf } from '../catalog/json-tree.ts';
import { type SeenSpace } from '../space-memory.ts';
import { newestRevisions, openAt } from './committed-space.ts';
import { type SopsDocument } from './sops/document.ts';
import { type OpenSpace } from './space-access.ts';
import { type StoreContext } from './store-context.ts';

/** A shorter text may be guessed, or stand in many spaces. */
const TELLING = 8;

/**
 * Whether a space still has a value of the newest state in git that this user's tools know by its data key. Who takes a
 * reader out carries the values over; who makes a file anew and has no key can't know one.
 * @param heads commits to look from
 * @returns undefined where there is no such state, or no value in it that tells
 */
export async function carriesOver(
  context: StoreContext,
  { file, document }: OpenSpace,
  seen: SeenSpace,
  heads: readonly string[],
): Promise<boolean | undefined> {
  const keys = new Set([seen.keyDigest, ...seen.earlierKeys]);
  for (const { commit } of await newestRevisions(file, heads)) {
    const before = (await openAt(context, file, commit))?.document;
    if (!before || !keys.has(before.keyDigest())) continue;
    const [had, has] = [tellingTexts(before), tellingTexts(document)];
    return had.size === 0 ? undefined : [...had].some((text) => has.has(text));
  }
  return undefined;
}

function tellingTexts(document: SopsDocument): ReadonlySet<string> {
  const texts = new Set<string>();
  const collect = (node: JsonNode | undefined): void => {
    if (node?.kind === 'string' && node.value.length >= TELLING) texts.add(node.value);
    if (node?.kind === 'array') node.items.forEach(collect);
    if (node?.kind === 'object') for (const [, value] of node.members) collect(value);
  };
  collect(memberOf(document.plain(), 'secrets'));
  return texts;
}

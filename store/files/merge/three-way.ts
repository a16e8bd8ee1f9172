import { compactJson, type JsonMember, type JsonNode, type JsonObject, memberOf } from '../../catalog/json-tree.ts';

/** One of the two states that a merge unites. */
export type Side = 'ours' | 'theirs';

/** Members that both sides changed, each in its own way. */
export interface ThreeWay {
  readonly merged: JsonObject;
  readonly conflicts: readonly string[];
}

/**
 * Unites two changes of an object member by member. A member that one side alone changed, added or removed is taken from it.
 * @param base what both came from; undefined when nothing is known of it: then whatever differs is a conflict
 * @param chosen which side wins for a member that both changed; those without a choice are conflicts, and stay as ours
 */
export function mergeMembers(
  base: JsonNode | undefined,
  ours: JsonNode | undefined,
  theirs: JsonNode | undefined,
  chosen: ReadonlyMap<string, Side> = new Map(),
): ThreeWay {
  const conflicts: string[] = [];
  const members = namesOf(ours, theirs).flatMap((name): JsonMember[] => {
    const [was, our, their] = [memberOf(base, name), memberOf(ours, name), memberOf(theirs, name)];
    const side = sideOf(was, our, their) ?? chosen.get(name);
    if (side === undefined) conflicts.push(name);
    const node = side === 'theirs' ? their : our;
    return node ? [[name, node]] : [];
  });
  return { merged: { kind: 'object', members }, conflicts };
}

/** The side whose state holds; undefined when both changed it. */
export function sideOf(
  base: JsonNode | undefined,
  ours: JsonNode | undefined,
  theirs: JsonNode | undefined,
): Side | undefined {
  const [was, our, their] = [base, ours, theirs].map((node) => (node ? compactJson(node) : undefined));
  if (our === their || their === was) return 'ours';
  return our === was ? 'theirs' : undefined;
}

/** In the order of ours; what only they have follows. */
function namesOf(ours: JsonNode | undefined, theirs: JsonNode | undefined): readonly string[] {
  const names = [ours, theirs].flatMap((node) => (node?.kind === 'object' ? node.members.map(([name]) => name) : []));
  return [...new Set(names)];
}

/** Unites two changes of a set: what either added is there, what either removed is not. */
export function mergeSets(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const removed = new Set(base.filter((item) => !ours.includes(item) || !theirs.includes(item)));
  return [...new Set([...ours, ...theirs])].filter((item) => !removed.has(item));
}

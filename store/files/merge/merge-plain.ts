import { type JsonMember, type JsonNode, type JsonObject, memberOf, textOf } from '../../catalog/json-tree.ts';
import { readHistory } from '../../catalog/history.ts';
import { mergeMembers, type Side, sideOf } from './three-way.ts';

/** A name that both sides changed, each in its own way. */
export interface MergeConflict {
  readonly name: string;
  readonly ours: ConflictSide;
  readonly theirs: ConflictSide;
}

/** What one side made of it; who (a public key, or `sops`) and when (ISO 8601 UTC) are absent where the file does not say. */
export type ConflictSide =
  | { readonly removed: true; readonly by?: string }
  | { readonly removed: false; readonly by?: string; readonly updatedAt?: string };

export interface MergedPlain {
  /** The united document in clear; conflicts stand in it as ours. */
  readonly merged: JsonObject;
  readonly conflicts: readonly MergeConflict[];
  /** Names of secrets that were taken from theirs: added, changed or removed there. */
  readonly taken: readonly string[];
}

/** Members of a space that have a rule of their own. */
const OWN_RULE = new Set(['version', 'created_at', 'updated_at', 'keys', 'secrets', 'history']);

type Triple = readonly [base: JsonNode | undefined, ours: JsonNode | undefined, theirs: JsonNode | undefined];

/**
 * Unites two changes of a space's document in clear, key by key. Version, times and history are left as ours.
 * @param chosen the side that wins for a name that both changed
 */
export function mergePlain(
  base: JsonObject | undefined,
  ours: JsonObject,
  theirs: JsonObject,
  chosen: ReadonlyMap<string, Side>,
): MergedPlain {
  const part = (name: string): Triple => [memberOf(base, name), memberOf(ours, name), memberOf(theirs, name)];
  const rest = mergeMembers(otherMembers(base), otherMembers(ours), otherMembers(theirs), chosen);
  const secrets = mergeMembers(...part('secrets'), chosen);
  const taken = takenFrom(part('secrets'), secrets.merged);
  const united = new Map<string, JsonNode>([
    ...ours.members.filter(([name]) => OWN_RULE.has(name)),
    ...rest.merged.members,
    ['keys', mergeKeys(part('keys'), secrets.merged, new Set(taken))],
    ['secrets', secrets.merged],
  ]);
  const order = [...new Set([...ours.members.map(([name]) => name), ...united.keys()])];
  return {
    merged: { kind: 'object', members: order.flatMap((name) => pairOf(name, united.get(name))) },
    conflicts: [
      ...secrets.conflicts.map((name) => ({
        name,
        ours: sideOfConflict(name, ours),
        theirs: sideOfConflict(name, theirs),
      })),
      ...rest.conflicts.map((name): MergeConflict => ({ name, ours: { removed: false }, theirs: { removed: false } })),
    ],
    taken,
  };
}

function otherMembers(document: JsonObject | undefined): JsonObject | undefined {
  return document && { kind: 'object', members: document.members.filter(([name]) => !OWN_RULE.has(name)) };
}

function takenFrom([, ours, theirs]: Triple, merged: JsonObject): readonly string[] {
  const names = new Set([...membersOf(ours), ...membersOf(merged)].map(([name]) => name));
  return [...names].filter((name) => {
    const node = memberOf(merged, name);
    return node !== memberOf(ours, name) && node === memberOf(theirs, name);
  });
}

/** Times and notes follow the value; where both sides have the same value, the side that changed them. */
function mergeKeys([base, ours, theirs]: Triple, secrets: JsonObject, taken: ReadonlySet<string>): JsonObject {
  const members = secrets.members.flatMap(([key]): readonly JsonMember[] => {
    const [was, our, their] = [memberOf(base, key), memberOf(ours, key), memberOf(theirs, key)];
    const side = taken.has(key) ? 'theirs' : (sideOf(was, our, their) ?? newer(our, their));
    return pairOf(key, side === 'theirs' ? their : our);
  });
  return { kind: 'object', members };
}

function newer(ours: JsonNode | undefined, theirs: JsonNode | undefined): Side {
  const time = (about: JsonNode | undefined): string => textOf(memberOf(about, 'updated_at')) ?? '';
  return time(theirs) > time(ours) ? 'theirs' : 'ours';
}

function sideOfConflict(name: string, document: JsonObject): ConflictSide {
  const changes = readHistory(document).filter(({ added, changed, removed }) =>
    [added, changed, removed].some((names) => names.includes(name)),
  );
  const by = changes.at(-1)?.by;
  const who = by === undefined ? {} : { by };
  if (!memberOf(memberOf(document, 'secrets'), name)) return { removed: true, ...who };
  const updatedAt = textOf(memberOf(memberOf(memberOf(document, 'keys'), name), 'updated_at'));
  return { removed: false, ...who, ...(updatedAt !== undefined && { updatedAt }) };
}

function pairOf(name: string, node: JsonNode | undefined): readonly JsonMember[] {
  return node ? [[name, node]] : [];
}

function membersOf(node: JsonNode | undefined): readonly JsonMember[] {
  return node?.kind === 'object' ? node.members : [];
}

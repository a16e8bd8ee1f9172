import {
  BY_SOPS,
  entryNodes,
  firstEntry,
  type HistoryEntry,
  MAX_ENTRIES,
  readEntry,
  writeEntry,
} from '../catalog/history.ts';
import { type JsonNode, type JsonObject, memberOf, textOf, withMember } from '../catalog/json-tree.ts';
import { type SpaceHeader } from '../catalog/space-names.ts';
import { type SealedDocument, type SopsDocument } from './sops/document.ts';
import { type OpenSpace } from './space-access.ts';
import { nextVersion, stamped } from './space-changes.ts';
import { type StoreContext } from './store-context.ts';

/** What a change makes of a space. */
export interface Revision {
  /** The plain document after the change, without version and times. */
  readonly edited: JsonObject;
  /** The document that seals it: the present one, or one with other readers. */
  readonly document: SopsDocument;
  /** RFC 3339 in seconds. */
  readonly now: string;
  /** None for the end of a change that was counted when it began (a rename). */
  readonly counts?: 0 | 1;
}

/** The space's next version, sealed: numbered, dated, and with its line in the history. */
export async function seal(context: StoreContext, open: OpenSpace, revision: Revision): Promise<SealedDocument> {
  const { edited, document, now, counts } = revision;
  const next = stamped(edited, open.header, now, counts);
  // A file whose settings would encrypt the history keeps none: it is for those who see names only.
  if (document.settings.encrypts(['history'])) return document.seal(next, now);
  const entry = await entryOf(context, open, revision);
  // Entries stay the nodes that they are, which spares counting and writing them anew.
  const items = united([...entryNodes(edited), ...bySops(open.header).map(writeEntry)], entry).slice(-MAX_ENTRIES);
  return document.seal(withMember(next, 'history', { kind: 'array', items }), now);
}

/** The end of a change that was told when it began is told in the same line. */
function united(items: readonly JsonNode[], entry: HistoryEntry): readonly JsonNode[] {
  const last = items.at(-1);
  const begun = last && readEntry(last);
  if (begun?.version !== entry.version || begun.by !== entry.by) return [...items, writeEntry(entry)];
  const names = (list: 'added' | 'changed' | 'removed'): readonly string[] => [
    ...new Set([...begun[list], ...entry[list]]),
  ];
  const [added, removed] = [names('added'), names('removed')];
  const changed = names('changed').filter((key) => !added.includes(key) && !removed.includes(key));
  return [...items.slice(0, -1), writeEntry({ ...begun, at: entry.at, added, removed, changed })];
}

/** A change that `sops` made since ours is told too, as far as the file shows it. */
function bySops(header: SpaceHeader): readonly HistoryEntry[] {
  if (!header.changedBySops) return [];
  return [{ ...firstEntry(BY_SOPS, header.updatedAt), version: header.version + 1 }];
}

async function entryOf(
  context: StoreContext,
  open: OpenSpace,
  { edited, document, now, counts }: Revision,
): Promise<HistoryEntry> {
  const before = open.document.plain();
  const [was, is] = [open.document.recipients(), document.recipients()];
  const renamed = textOf(memberOf(edited, 'space')) !== open.space;
  return {
    version: nextVersion(open.header, counts),
    at: now,
    by: await whoIs(context, was),
    ...changedKeys(before, edited),
    readersAdded: is.filter((key) => !was.includes(key)),
    readersRemoved: was.filter((key) => !is.includes(key)),
    ...(renamed && { renamedFrom: open.space }),
  };
}

/** The user's own key among the readers. */
async function whoIs(context: StoreContext, readers: readonly string[]): Promise<string> {
  const own = (await context.ownIdentities()).map(({ recipient }) => recipient);
  return own.find((key) => readers.includes(key)) ?? own[0] ?? '';
}

/** Which secrets differ, note and times included. A change keeps the nodes that it does not touch. */
function changedKeys(before: JsonObject, after: JsonObject): Pick<HistoryEntry, 'added' | 'changed' | 'removed'> {
  const secrets = differing(membersOf(before, 'secrets'), membersOf(after, 'secrets'));
  const about = differing(membersOf(before, 'keys'), membersOf(after, 'keys'));
  const differs = (key: string): boolean => [secrets, about].some(({ was, is }) => was.get(key) !== is.get(key));
  const isNew = (key: string): boolean => secrets.is.has(key) && !secrets.was.has(key);
  return {
    added: [...secrets.is.keys()].filter(isNew),
    removed: [...secrets.was.keys()].filter((key) => !secrets.is.has(key)),
    changed: membersOf(after, 'secrets').flatMap(([key]) => (differs(key) && !isNew(key) ? [key] : [])),
  };
}

type Members = JsonObject['members'];

/** What is left of two lists without the members that they begin and end with both. */
function differing(
  was: Members,
  is: Members,
): { readonly was: ReadonlyMap<string, JsonNode>; readonly is: ReadonlyMap<string, JsonNode> } {
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && isSame(was[start], is[start])) start++;
  let end = 0;
  while (end < most - start && isSame(was.at(-1 - end), is.at(-1 - end))) end++;
  return { was: new Map(was.slice(start, was.length - end)), is: new Map(is.slice(start, is.length - end)) };
}

function isSame(a: Members[number] | undefined, b: Members[number] | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

function membersOf(document: JsonObject, name: string): Members {
  const node = memberOf(document, name);
  return node?.kind === 'object' ? node.members : [];
}

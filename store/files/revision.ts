import { BY_SOPS, firstEntry, type HistoryEntry, MAX_ENTRIES, readHistory, writeEntry } from '../catalog/history.ts';
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
  const entries = united([...readHistory(edited), ...bySops(open.header)], entry);
  const items = entries.slice(-MAX_ENTRIES).map(writeEntry);
  return document.seal(withMember(next, 'history', { kind: 'array', items }), now);
}

/** The end of a change that was told when it began is told in the same line. */
function united(entries: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  const begun = entries.at(-1);
  if (begun?.version !== entry.version || begun.by !== entry.by) return [...entries, entry];
  const names = (list: 'added' | 'changed' | 'removed'): readonly string[] => [
    ...new Set([...begun[list], ...entry[list]]),
  ];
  const [added, removed] = [names('added'), names('removed')];
  const changed = names('changed').filter((key) => !added.includes(key) && !removed.includes(key));
  return [...entries.slice(0, -1), { ...begun, at: entry.at, added, removed, changed }];
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

type Entries = ReadonlyMap<string, readonly [value: JsonNode | undefined, about: JsonNode | undefined]>;

/** Which secrets differ, note and times included. A change keeps the nodes that it does not touch. */
function changedKeys(before: JsonObject, after: JsonObject): Pick<HistoryEntry, 'added' | 'changed' | 'removed'> {
  const [was, is] = [entriesOf(before), entriesOf(after)];
  const names = [...is.keys()];
  return {
    added: names.filter((key) => !was.has(key)),
    removed: [...was.keys()].filter((key) => !is.has(key)),
    changed: names.filter((key) => {
      const [old, now] = [was.get(key), is.get(key)];
      return old !== undefined && (old[0] !== now?.[0] || old[1] !== now?.[1]);
    }),
  };
}

function entriesOf(document: JsonObject): Entries {
  const about = new Map(membersOf(document, 'keys'));
  return new Map(membersOf(document, 'secrets').map(([key, value]) => [key, [value, about.get(key)]]));
}

function membersOf(document: JsonObject, name: string): JsonObject['members'] {
  const node = memberOf(document, name);
  return node?.kind === 'object' ? node.members : [];
}

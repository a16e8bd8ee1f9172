import { type JsonMember, type JsonNode, type JsonObject, memberOf, string, textOf } from './json-tree.ts';

/** One change of a space: who, when and which names; never a value. It stands in the file's clear part. */
export interface HistoryEntry {
  /** The version that the change made. */
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The public key (`age1…`) of who made it, or `sops` for changes that its command made. */
  readonly by: string;
  /** Names of secrets. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Public keys that may read since, or may no more. */
  readonly readersAdded: readonly string[];
  readonly readersRemoved: readonly string[];
  /** The space's name before, where it was renamed. */
  readonly renamedFrom?: string;
}

/** How many changes a space file remembers; older ones are in version control. */
export const MAX_ENTRIES = 100;

/** By whom `sops` is told: the file does not say who ran it. */
export const BY_SOPS = 'sops';

/** The lists of an entry, with their names in the file. */
const LISTS = [
  ['added', 'added'],
  ['changed', 'changed'],
  ['removed', 'removed'],
  ['readersAdded', 'readers_added'],
  ['readersRemoved', 'readers_removed'],
] as const;

/** The changes that a space file tells of, oldest first. What is no entry is passed over: anyone may write there. */
export function readHistory(document: JsonNode): readonly HistoryEntry[] {
  return entryNodes(document).map(readEntry);
}

/** The same as nodes, for a document that keeps them. */
export function entryNodes(document: JsonNode): readonly JsonNode[] {
  const history = memberOf(document, 'history');
  return history?.kind === 'array' ? history.items.filter(isEntry) : [];
}

function isEntry(node: JsonNode): boolean {
  const [at, by] = [memberOf(node, 'at'), memberOf(node, 'by')];
  return memberOf(node, 'version')?.kind === 'number' && at?.kind === 'string' && by?.kind === 'string';
}

/** @param node one of `entryNodes` */
export function readEntry(node: JsonNode): HistoryEntry {
  const version = memberOf(node, 'version');
  const list = (name: string): readonly string[] => {
    const items = memberOf(node, name);
    return items?.kind === 'array' ? items.items.map(textOf).filter((text) => text !== undefined) : [];
  };
  const renamedFrom = textOf(memberOf(node, 'renamed_from'));
  return {
    version: version?.kind === 'number' ? Number(version.text) : 0,
    at: textOf(memberOf(node, 'at')) ?? '',
    by: textOf(memberOf(node, 'by')) ?? '',
    added: list('added'),
    changed: list('changed'),
    removed: list('removed'),
    readersAdded: list('readers_added'),
    readersRemoved: list('readers_removed'),
    ...(renamedFrom !== undefined && { renamedFrom }),
  };
}

/** The line of a new space: nothing in it yet. */
export function firstEntry(by: string, at: string): HistoryEntry {
  return { version: 1, at, by, added: [], changed: [], removed: [], readersAdded: [], readersRemoved: [] };
}

/** An entry as it stands in the file: empty lists are left out. */
export function writeEntry(entry: HistoryEntry): JsonObject {
  const lists = LISTS.flatMap(([list, name]): JsonMember[] => {
    const names = entry[list];
    return names.length === 0 ? [] : [[name, { kind: 'array', items: names.map(string) }]];
  });
  const renamed: JsonMember[] = entry.renamedFrom === undefined ? [] : [['renamed_from', string(entry.renamedFrom)]];
  return {
    kind: 'object',
    members: [
      ['version', { kind: 'number', text: String(entry.version) }],
      ['at', string(entry.at)],
      ['by', string(entry.by)],
      ...lists,
      ...renamed,
    ],
  };
}

import { type HistoryEntry, MAX_ENTRIES, readHistory, writeEntry } from '../../catalog/history.ts';
import {
  compactJson,
  JsonError,
  type JsonNode,
  type JsonObject,
  memberOf,
  parseJsonBytes,
  textOf,
  withMember,
} from '../../catalog/json-tree.ts';
import { readHeader } from '../../catalog/space-names.ts';
import { type MergeSources } from '../../git/merge-sources.ts';
import { StoreError } from '../../store.ts';
import { recipientsOfTree } from '../clear-part.ts';
import { rotatedFor, withReaders } from '../readers.ts';
import { SopsDocument } from '../sops/document.ts';
import { SopsError } from '../sops/sops-error.ts';
import { spaceBytes } from '../change-space.ts';
import { stamped } from '../space-changes.ts';
import { noteMerged, stateOf } from '../seen.ts';
import { type OpenSpace, STORE_CODES } from '../space-access.ts';
import { type StoreContext } from '../store-context.ts';
import { type MergeConflict, type MergedPlain, mergePlain } from './merge-plain.ts';
import { mergeSets, type Side } from './three-way.ts';

export interface Merged {
  /** The united file; undefined while there are conflicts. */
  readonly bytes: Uint8Array | undefined;
  readonly version: number;
  /** Names that were taken from theirs. */
  readonly taken: readonly string[];
  readonly conflicts: readonly MergeConflict[];
  /** To be called when the bytes are where they belong: this user then knows how the space came to be as it is. */
  readonly note?: () => Promise<void>;
}

/** What is known of a state that both sides came from. */
interface Base {
  /** In clear, or with its values still sealed. */
  readonly tree: JsonObject;
  readonly recipients: readonly string[];
}

interface Versions {
  readonly base: Base | undefined;
  readonly ours: SopsDocument;
  readonly theirs: SopsDocument;
}

/**
 * Unites two changes of a space key by key, and seals the result anew. Readers are united too; where one side took a reader
 * out, the result gets a new data key.
 * @param file absolute, for messages
 * @param chosen the side that wins for a key that both changed
 * @throws StoreError when a state can't be opened (`not-owner`, `tampered`, `broken`), `unconfirmed`
 */
export async function mergeSpace(
  context: StoreContext,
  file: string,
  sources: MergeSources,
  chosen: ReadonlyMap<string, Side>,
): Promise<Merged> {
  const open = (bytes: Uint8Array, side: string): Promise<OpenVersion> => openVersion(context, bytes, file, side);
  const [ours, theirs, base] = [
    await open(sources.ours, 'ours'),
    await open(sources.theirs, 'theirs'),
    sources.base && (await openBase(context, sources.base, file)),
  ];
  const versions: Versions = { base, ours: ours.document, theirs: theirs.document };
  const version = Math.max(ours.header.version, theirs.header.version);
  const plain = mergePlain(base?.tree, versions.ours.plain(), versions.theirs.plain(), chosen);
  const { merged, conflicts, taken } = plain;
  if (conflicts.length > 0) return { bytes: undefined, version, taken, conflicts };
  const document = await mergeReaders(context, file, versions);
  const now = context.now();
  const header = { ...ours.header, version, changedBySops: false };
  const numbered = stamped(merged, header, now);
  const entry = entryOf(version + 1, now, versions, document, plain);
  const { tree } = document.seal(
    withHistory(numbered, document, versions, { ...entry, by: await whoIs(context) }),
    now,
  );
  const bytes = spaceBytes(tree, ours.bytes);
  const united = { bytes, document, version: version + 1, updatedAt: now };
  const note = (): Promise<void> => noteMerged(context, [stateOf(ours), stateOf(theirs)], united);
  return { bytes, version: version + 1, taken, conflicts: [], note };
}

type OpenVersion = Pick<OpenSpace, 'bytes' | 'document' | 'header'>;

/**
 * Who became an Owner later can't open the base, but sees its names and readers: what a side took out stays out. A sealed value
 * equals none in clear, so where the sides differ in one that the base has, it is asked.
 */
async function openBase(context: StoreContext, bytes: Uint8Array, file: string): Promise<Base> {
  try {
    const { document } = await openVersion(context, bytes, file, 'the common base');
    return { tree: document.plain(), recipients: document.recipients() };
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'not-owner') throw error;
    const tree = parseJsonBytes(bytes);
    if (tree.kind !== 'object') throw error;
    return { tree, recipients: recipientsOfTree(tree) };
  }
}

async function openVersion(context: StoreContext, bytes: Uint8Array, file: string, side: string): Promise<OpenVersion> {
  const fail = (code: 'broken' | 'tampered' | 'not-owner', reason: string): StoreError =>
    new StoreError(code, `${file}: the version of ${side} can't be opened. ${reason}`, file);
  try {
    const tree = parseJsonBytes(bytes);
    return { bytes, document: await SopsDocument.open(tree, await context.ownIdentities()), header: readHeader(tree) };
  } catch (error) {
    if (error instanceof JsonError) throw fail('broken', `It is no JSON: ${error.message}.`);
    if (!(error instanceof SopsError)) throw error;
    const remedy = error.code === 'no-key' ? ' Ask an Owner to merge.' : '';
    throw fail(STORE_CODES[error.code], error.message + remedy);
  }
}

/** Readers of both, without those whom one side took out. Each reader must be confirmed: a merge can't add one unseen. */
async function mergeReaders(
  context: StoreContext,
  file: string,
  { base, ours, theirs }: Versions,
): Promise<SopsDocument> {
  const [was, our, their] = [base?.recipients ?? [], ours.recipients(), theirs.recipients()];
  const readers = mergeSets(was, our, their);
  await context.confirm(await context.named(readers, file));
  const isSomeoneOut = [...our, ...their].some((key) => !readers.includes(key));
  if (isSomeoneOut) return rotatedFor(ours, readers, file);
  const added = readers.filter((key) => !our.includes(key));
  return withReaders(ours.adopting(theirs), added, file);
}

function withHistory(
  numbered: JsonObject,
  document: SopsDocument,
  { ours, theirs }: Versions,
  entry: HistoryEntry,
): JsonObject {
  if (document.settings.encrypts(['history'])) return numbered;
  const entries = [...readHistory(ours.plain()), ...readHistory(theirs.plain())].map(writeEntry);
  const distinct = new Map(entries.map((node) => [compactJson(node), node]));
  const items = [...distinct.values()].sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  return withMember(numbered, 'history', { kind: 'array', items: [...items, writeEntry(entry)].slice(-MAX_ENTRIES) });
}

function timeOf(entry: JsonNode): string {
  return textOf(memberOf(entry, 'at')) ?? '';
}

function entryOf(
  version: number,
  at: string,
  { ours }: Versions,
  document: SopsDocument,
  { merged, taken }: MergedPlain,
): Omit<HistoryEntry, 'by'> {
  const [was, is] = [ours.recipients(), document.recipients()];
  const [before, after] = [ours.plain(), merged].map((one) => memberOf(one, 'secrets'));
  return {
    version,
    at,
    added: taken.filter((key) => !memberOf(before, key)),
    changed: taken.filter((key) => memberOf(before, key) && memberOf(after, key)),
    removed: taken.filter((key) => !memberOf(after, key)),
    readersAdded: is.filter((key) => !was.includes(key)),
    readersRemoved: was.filter((key) => !is.includes(key)),
  };
}

async function whoIs(context: StoreContext): Promise<string> {
  return (await context.ownIdentities())[0]?.recipient ?? '';
}

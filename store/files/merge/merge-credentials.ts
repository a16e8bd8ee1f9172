import {
  JsonError,
  type JsonNode,
  type JsonObject,
  memberOf,
  parseJsonBytes,
  serializeJson,
  string,
  textOf,
  withMember,
} from '../../catalog/json-tree.ts';
import { type MergeSources } from '../../git/merge-sources.ts';
import { StoreError } from '../../store.ts';
import { versionOf } from '../credentials-document.ts';
import { type ConflictSide } from './merge-plain.ts';
import { type Merged } from './merge-space.ts';
import { mergeMembers, type Side } from './three-way.ts';

/**
 * Unites two changes of credentials.json, credential by credential; needs no key, since sealed fields are moved as they are.
 * @param now RFC 3339 in seconds
 * @throws StoreError `broken` when a state is no JSON object
 */
export function mergeCredentials(
  file: string,
  sources: MergeSources,
  chosen: ReadonlyMap<string, Side>,
  now: string,
): Merged {
  const [ours, theirs] = [read(sources.ours, file, 'ours'), read(sources.theirs, file, 'theirs')];
  const base = sources.base && read(sources.base, file, 'the common base');
  const [was, our, their] = [base, ours, theirs].map((document) => memberOf(document, 'credentials'));
  const { merged, conflicts } = mergeMembers(was, our, their, chosen);
  const version = Math.max(versionOf(ours), versionOf(theirs)) + 1;
  const taken = merged.members
    .filter(([name, node]) => memberOf(our, name) !== node && memberOf(their, name) === node)
    .map(([name]) => name);
  if (conflicts.length > 0) {
    const told = conflicts.map((name) => ({ name, ours: sideOf(our, name), theirs: sideOf(their, name) }));
    return { bytes: undefined, version, taken, conflicts: told };
  }
  const united = withMember(
    withMember(withMember(ours, 'credentials', merged), 'version', { kind: 'number', text: String(version) }),
    'updated_at',
    string(now),
  );
  return { bytes: Buffer.from(`${serializeJson(united, '  ')}\n`, 'utf8'), version, taken, conflicts: [] };
}

function sideOf(credentials: JsonNode | undefined, name: string): ConflictSide {
  const entry = memberOf(credentials, name);
  if (!entry) return { removed: true };
  const updatedAt = textOf(memberOf(entry, 'updated_at'));
  return { removed: false, ...(updatedAt !== undefined && { updatedAt }) };
}

function read(bytes: Uint8Array, file: string, side: string): JsonObject {
  try {
    const document = parseJsonBytes(bytes);
    if (document.kind === 'object') return document;
    throw new JsonError('it is no JSON object');
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new StoreError('broken', `${file}: the version of ${side} can't be read: ${error.message}.`, file);
  }
}

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { bytesOf, disk } from './catalog/disk.ts';
import { errorCode } from './catalog/store-folder.ts';
import {
  type JsonMember,
  type JsonNode,
  memberOf,
  parseJsonBytes,
  serializeJson,
  string,
  textOf,
} from './catalog/json-tree.ts';
import { keepExitListener } from './exit-listener.ts';

/** What this user last saw of a space, as far as it tells a file made anew or put back. */
export interface SeenSpace {
  /** Hex SHA-256 of the data key: a new one comes with every rotation, and with a file made anew. */
  readonly keyDigest: string;
  readonly version: number;
  /** `updated_at`, as the file has it. */
  readonly updatedAt: string;
  /** Hex SHA-256 of the file's bytes. */
  readonly digest: string;
  /** The same as `keyDigest`, of the data keys that it had before, newest first. */
  readonly earlierKeys: readonly string[];
  /** The same as `digest`, of states before it and of those that were written on other branches, newest first. */
  readonly earlierDigests: readonly string[];
  /** The same as `keyDigest`, of the data key that our tools last made on an older branch, where a reader was taken out. */
  readonly branchKey?: string;
}

/** As many states of a space are known by their bytes. */
const MAX_EARLIER_DIGESTS = 10;

/** As many data keys of a space are remembered: an older branch has an older one. */
const MAX_EARLIER_KEYS = 20;

/**
 * Remembers, outside of the workspace, what each space was when this user's tools last read or wrote it. The file format
 * can't show that somebody who may write a file made it anew, or put an old revision back; this can.
 */
export class SpaceMemory {
  readonly #folder: string;
  /** What was last read or written of each file, which is read each time all the same. */
  readonly #known = new Map<string, { readonly bytes: Buffer; readonly seen: SeenSpace | undefined }>();

  /** @param folder absolute, of the user's; made when first needed */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined when nothing is remembered, or it can't be read: then the present state is the first one seen. */
  async recall(store: string, space: string): Promise<SeenSpace | undefined> {
    const file = this.#fileOf(store, space);
    try {
      const bytes = await bytesOf(file);
      const known = this.#known.get(file);
      if (known?.bytes.equals(bytes)) return known.seen;
      const seen = readSeen(bytes);
      this.#known.set(file, { bytes, seen });
      return seen;
    } catch {
      return undefined;
    }
  }

  /** Best effort: what can't be kept is not worth failing a change of a secret for. */
  async remember(store: string, space: string, seen: SeenSpace): Promise<void> {
    const members: readonly JsonMember[] = [
      ['store', string(store)],
      ['space', string(space)],
      ['key_digest', string(seen.keyDigest)],
      ['version', { kind: 'number', text: String(seen.version) }],
      ['updated_at', string(seen.updatedAt)],
      ['digest', string(seen.digest)],
      ['earlier_keys', { kind: 'array', items: seen.earlierKeys.map(string) }],
      ['earlier_digests', { kind: 'array', items: seen.earlierDigests.map(string) }],
      ...(seen.branchKey === undefined ? [] : [['branch_key', string(seen.branchKey)] as const]),
    ];
    const bytes = Buffer.from(`${serializeJson({ kind: 'object', members }, '  ')}\n`);
    const file = this.#fileOf(store, space);
    try {
      try {
        await write(file, bytes);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        await write(file, bytes);
      }
      this.#known.set(file, { bytes, seen });
    } catch {
      // Told at the next look: the space then counts as not seen yet.
    }
  }

  /** One file a space, so that windows and the command line do not overwrite each other's. */
  #fileOf(store: string, space: string): string {
    const name = createHash('sha256')
      .update(JSON.stringify([store, space]))
      .digest('hex');
    return path.join(this.#folder, `${name.slice(0, 32)}.json`);
  }
}

/** Without fsync: what a crash takes is only not seen yet. */
async function write(file: string, bytes: Buffer): Promise<void> {
  const options = { mode: 0o600, fsync: false };
  keepExitListener();
  // At once only if it was read as quickly a moment ago.
  await disk.ask(
    `bytes ${file}`,
    () => writeFileAtomic(file, bytes, options),
    () => {
      writeFileAtomic.sync(file, bytes, options);
    },
  );
}

/** @throws JsonError */
function readSeen(bytes: Uint8Array): SeenSpace | undefined {
  const seen = parseJsonBytes(bytes);
  const keyDigest = textOf(memberOf(seen, 'key_digest'));
  const version = memberOf(seen, 'version');
  const updatedAt = textOf(memberOf(seen, 'updated_at'));
  const digest = textOf(memberOf(seen, 'digest'));
  if (keyDigest === undefined || version?.kind !== 'number') return undefined;
  if (updatedAt === undefined || digest === undefined) return undefined;
  const [earlierKeys, earlierDigests] = [textsIn(seen, 'earlier_keys'), textsIn(seen, 'earlier_digests')];
  const branchKey = textOf(memberOf(seen, 'branch_key'));
  const known = { keyDigest, version: Number(version.text), updatedAt, digest, earlierKeys, earlierDigests };
  return { ...known, ...(branchKey !== undefined && { branchKey }) };
}

function textsIn(node: JsonNode, name: string): readonly string[] {
  const list = memberOf(node, name);
  return list?.kind === 'array' ? list.items.map(textOf).filter((text) => text !== undefined) : [];
}

/**
 * True when the file has other bytes than what was seen of the same version and time: `sops` knows of no version, and its
 * times have seconds only, so a change of it right after ours shows in nothing else.
 */
export function isChangedUnseen(seen: SeenSpace | undefined, present: SeenSpace): boolean {
  if (seen?.version !== present.version || seen.updatedAt !== present.updatedAt) return false;
  return ![seen.digest, ...seen.earlierDigests].includes(present.digest);
}

/** True when the present state can't have come of the remembered one through this user's tools, or through sops. */
export function isSuspicious(seen: SeenSpace | undefined, present: SeenSpace): seen is SeenSpace {
  return seen !== undefined && (present.keyDigest !== seen.keyDigest || present.version < seen.version);
}

/** What is remembered once the present state follows what was seen: the data keys until then stay known. */
export function following(seen: SeenSpace | undefined, present: SeenSpace): SeenSpace {
  if (!seen) return present;
  const keys = [seen.keyDigest, ...seen.earlierKeys].filter((key) => key !== present.keyDigest);
  const known = withDigest(seen, present.digest).earlierDigests;
  return { ...present, earlierKeys: [...new Set(keys)].slice(0, MAX_EARLIER_KEYS), earlierDigests: known };
}

/** What was seen, and that a state with these bytes is no change by `sops`: it was written on another branch, say. */
export function withDigest(seen: SeenSpace, digest: string): SeenSpace {
  const digests = new Set([digest, seen.digest, ...seen.earlierDigests]);
  return { ...seen, earlierDigests: [...digests].slice(0, MAX_EARLIER_DIGESTS) };
}

/** The same, of a state whose data key our tools made in the place of one that they knew. */
export function withBranchKey(seen: SeenSpace, { digest, keyDigest }: SeenSpace): SeenSpace {
  const keys = new Set([keyDigest, ...seen.earlierKeys]);
  return { ...withDigest(seen, digest), earlierKeys: [...keys].slice(0, MAX_EARLIER_KEYS), branchKey: keyDigest };
}

/** True when this user's tools have used the present data key before, so nobody made it for a file of their own. */
export function knowsKey(seen: SeenSpace, present: SeenSpace): boolean {
  return seen.keyDigest === present.keyDigest || seen.earlierKeys.includes(present.keyDigest);
}

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { bytesOf, disk } from './catalog/disk.ts';
import { errorCode } from './catalog/store-folder.ts';
import { type JsonMember, memberOf, parseJsonBytes, serializeJson, string, textOf } from './catalog/json-tree.ts';

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
}

/** As many data keys of a space are remembered: an older branch has an older one. */
const MAX_EARLIER_KEYS = 20;

/**
 * Remembers, outside of the workspace, what each space was when this user's tools last read or wrote it. The file format
 * can't show that somebody who may write a file made it anew, or put an old revision back; this can.
 */
export class SpaceMemory {
  readonly #folder: string;

  /** @param folder absolute, of the user's; made when first needed */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined when nothing is remembered, or it can't be read: then the present state is the first one seen. */
  async recall(store: string, space: string): Promise<SeenSpace | undefined> {
    try {
      const seen = parseJsonBytes(await bytesOf(this.#fileOf(store, space)));
      const keyDigest = textOf(memberOf(seen, 'key_digest'));
      const version = memberOf(seen, 'version');
      const updatedAt = textOf(memberOf(seen, 'updated_at'));
      const digest = textOf(memberOf(seen, 'digest'));
      if (keyDigest === undefined || version?.kind !== 'number') return undefined;
      if (updatedAt === undefined || digest === undefined) return undefined;
      const earlier = memberOf(seen, 'earlier_keys');
      const earlierKeys = earlier?.kind === 'array' ? earlier.items.map(textOf).filter((key) => key !== undefined) : [];
      return { keyDigest, version: Number(version.text), updatedAt, digest, earlierKeys };
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
    ];
    const text = `${serializeJson({ kind: 'object', members }, '  ')}\n`;
    try {
      try {
        await this.#write(store, space, text);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        await this.#write(store, space, text);
      }
    } catch {
      // Told at the next look: the space then counts as not seen yet.
    }
  }

  async #write(store: string, space: string, text: string): Promise<void> {
    const file = this.#fileOf(store, space);
    // Without fsync: what a crash takes is only not seen yet.
    const options = { mode: 0o600, fsync: false };
    // At once only if it was read as quickly a moment ago.
    await disk.ask(
      `bytes ${file}`,
      () => writeFileAtomic(file, text, options),
      () => {
        writeFileAtomic.sync(file, text, options);
      },
    );
  }

  /** One file a space, so that windows and the command line do not overwrite each other's. */
  #fileOf(store: string, space: string): string {
    const name = createHash('sha256')
      .update(JSON.stringify([store, space]))
      .digest('hex');
    return path.join(this.#folder, `${name.slice(0, 32)}.json`);
  }
}

/**
 * True when the file has other bytes than what was seen of the same version and time: `sops` knows of no version, and its
 * times have seconds only, so a change of it right after ours shows in nothing else.
 */
export function isChangedUnseen(seen: SeenSpace | undefined, present: SeenSpace): boolean {
  return seen?.version === present.version && seen.updatedAt === present.updatedAt && seen.digest !== present.digest;
}

/** True when the present state can't have come of the remembered one through this user's tools, or through sops. */
export function isSuspicious(seen: SeenSpace | undefined, present: SeenSpace): seen is SeenSpace {
  return seen !== undefined && (present.keyDigest !== seen.keyDigest || present.version < seen.version);
}

/** What is remembered once the present state follows what was seen: the data keys until then stay known. */
export function following(seen: SeenSpace | undefined, present: SeenSpace): SeenSpace {
  if (!seen) return present;
  const keys = [seen.keyDigest, ...seen.earlierKeys].filter((key) => key !== present.keyDigest);
  return { ...present, earlierKeys: [...new Set(keys)].slice(0, MAX_EARLIER_KEYS) };
}

/** True when this user's tools have used the present data key before, so nobody made it for a file of their own. */
export function knowsKey(seen: SeenSpace, present: SeenSpace): boolean {
  return seen.keyDigest === present.keyDigest || seen.earlierKeys.includes(present.keyDigest);
}

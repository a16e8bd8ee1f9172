import { type BrokenSpace, type SpaceCatalog } from '../../language/catalog.ts';
import { type JsonNode } from './json-tree.ts';

/** All bytes that are kept at once; what was read of them takes a few times as much. */
const MAX_KEPT_BYTES = 4_000_000;

/** A space file: its bytes and what they say. Nothing is in clear here that is not so in the file. */
export interface SpaceFile {
  readonly bytes: Uint8Array;
  /** Absent where the bytes are no JSON. */
  readonly tree?: JsonNode;
  readonly names: SpaceCatalog | BrokenSpace;
  /** All encrypted leaves in one encrypted text (SopsDocument.leaves); absent until the file was opened. */
  readonly leaves?: string;
}

/**
 * The space files that this process read or wrote last, by their paths. A file is read each time all the same: only where it has the
 * very bytes that are known it is not parsed again.
 */
export class KnownFiles {
  readonly #files = new Map<string, SpaceFile>();
  #size = 0;

  /** What is known of these bytes in this file. */
  get(source: string, bytes: Uint8Array): SpaceFile | undefined {
    const known = this.#files.get(source);
    return known && Buffer.compare(known.bytes, bytes) === 0 ? known : undefined;
  }

  /** The oldest are forgotten when it gets too much. */
  set(source: string, file: SpaceFile): void {
    this.#delete(source);
    if (file.bytes.length > MAX_KEPT_BYTES) return;
    this.#files.set(source, file);
    this.#size += file.bytes.length;
    for (const oldest of this.#files.keys()) {
      if (this.#size <= MAX_KEPT_BYTES) return;
      this.#delete(oldest);
    }
  }

  /** @param leaves not asked for where the bytes are not known, or their leaves are */
  addLeaves(source: string, bytes: Uint8Array, leaves: () => string): void {
    const known = this.get(source, bytes);
    if (known && known.leaves === undefined) this.#files.set(source, { ...known, leaves: leaves() });
  }

  #delete(source: string): void {
    this.#size -= this.#files.get(source)?.bytes.length ?? 0;
    this.#files.delete(source);
  }
}

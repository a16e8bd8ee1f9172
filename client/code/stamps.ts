import { createHash } from 'node:crypto';

/** What VS Code compares to tell whether a file is still the one that an editor was opened from. */
export interface Stamp {
  /** Milliseconds; grows with every other text. */
  readonly mtime: number;
  readonly size: number;
  readonly digest: string;
}

/**
 * The versions of one property's text. VS Code takes a file for changed when both its time and its size differ from those
 * that the editor knows: so another text never has a size that an earlier one had, and equal texts in a row are one version,
 * whatever happened to the rest of the flow file.
 */
export class Stamps {
  #last: Stamp | undefined;
  readonly #sizes = new Set<number>();

  /** @param last the version that an editor of an earlier session may still be based on (hot exit) */
  constructor(last?: Stamp) {
    this.#last = last;
    if (last) this.#sizes.add(last.size);
  }

  get last(): Stamp | undefined {
    return this.#last;
  }

  /** True when this is not the text that was seen last. */
  isNew(text: string): boolean {
    return this.#last?.digest !== digestOf(text);
  }

  /** The version of a text that stands there now. `now` in milliseconds. */
  see(text: string, now: number): Stamp {
    const digest = digestOf(text);
    if (this.#last?.digest === digest) return this.#last;
    let size = Buffer.byteLength(text);
    while (this.#sizes.has(size)) size++;
    this.#sizes.add(size);
    return (this.#last = { mtime: Math.max(now, (this.#last?.mtime ?? 0) + 1), size, digest });
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('base64url');
}

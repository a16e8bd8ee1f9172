import { type KnownValue } from '../../language/rules/known-value.ts';

/**
 * Says for each digest which values it stands for, in the same order. Whoever answers has the values; the one who asks has
 * the digests of texts that it sees anyway. May reject: then nothing is known.
 */
export type AskValues = (root: string, digests: readonly string[]) => Promise<readonly (readonly KnownValue[])[]>;

/** Digests in one question. */
export const MOST_ASKED = 2_000;
/** Digests that are remembered as asked: what is forgotten is asked again. */
const MOST_KEPT = 200_000;

/** What has been asked about the values of one project, and which digests are values. */
export class Values {
  readonly #root: string;
  readonly #ask: AskValues;
  /** The first 48 bits of each digest: enough to tell these few apart, and little memory. */
  readonly #asked = new Set<number>();
  readonly #known = new Map<string, readonly KnownValue[]>();

  constructor(root: string, ask: AskValues) {
    this.#root = root;
    this.#ask = ask;
  }

  /** The values that a digest stands for, as far as it was asked about. */
  get(digest: string): readonly KnownValue[] | undefined {
    return this.#known.get(digest);
  }

  /** True while no digest is known to be a value. */
  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  isAsked(digest: string): boolean {
    return this.#asked.has(prefixOf(digest));
  }

  /** Asks about digests that have not been asked about. */
  async learn(digests: Iterable<string>): Promise<void> {
    const unknown = [...new Set(digests)].filter((digest) => !this.isAsked(digest));
    for (let at = 0; at < unknown.length; at += MOST_ASKED) {
      const asked = unknown.slice(at, at + MOST_ASKED);
      const answers = await this.#ask(this.#root, asked);
      if (this.#asked.size > MOST_KEPT) this.#asked.clear();
      for (const [index, digest] of asked.entries()) {
        this.#asked.add(prefixOf(digest));
        const values = answers[index] ?? [];
        if (values.length > 0) this.#known.set(digest, values);
      }
    }
  }
}

function prefixOf(digest: string): number {
  return Buffer.from(digest.slice(0, 8), 'base64url').readUIntBE(0, 6);
}

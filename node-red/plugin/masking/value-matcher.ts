import { formsOf, SHORTEST } from './value-forms.ts';

/** What stands where a value was. */
export const MASK = '*******';

/** Bits of the hash that choose a place in the table: sparse with thousands of texts, and small enough for a cache. */
const TABLE_BITS = 18;
/** How many places of a text are tried to find one that few others share. */
const TRIES = 8;

interface Anchored {
  readonly text: string;
  /** Where in it the six characters stand by whose hash it is found. */
  readonly at: number;
}

/**
 * Finds any of many texts in one pass over another: each text is known by the hash of six of its characters, and the
 * hash of the last six characters read rolls along (Rabin and Karp). Not a trie: thousands of long values would fill
 * the memory.
 */
export class ValueMatcher {
  readonly #table = new Uint8Array(1 << TABLE_BITS);
  readonly #byHash = new Map<number, Anchored[]>();
  readonly #numbers = new Set<number | bigint>();

  /** @param values those shorter than six characters are left out */
  constructor(values: Iterable<string>) {
    for (const value of values) {
      if (value.length < SHORTEST) continue;
      if (String(Number(value)) === value) this.#numbers.add(Number(value));
      if (/^-?\d+$/.test(value)) this.#numbers.add(BigInt(value));
      for (const text of formsOf(value)) if (text.length >= SHORTEST) this.#add(text);
    }
  }

  /** Whether there is nothing to find. */
  get isEmpty(): boolean {
    return this.#byHash.size === 0;
  }

  isValue(number: number | bigint): boolean {
    return this.#numbers.has(number);
  }

  /** The text with the mask in place of each value, and of values that overlap; the same text when there is none. */
  mask(text: string): string {
    const found = this.#find(text);
    if (found.length === 0) return text;
    found.sort(([a], [b]) => a - b);
    const parts: string[] = [];
    let end = 0;
    for (const [from, to] of found) {
      if (from >= end) parts.push(text.slice(end, from), MASK);
      end = Math.max(end, to);
    }
    return parts.join('') + text.slice(end);
  }

  #find(text: string): [from: number, to: number][] {
    const found: [number, number][] = [];
    const table = this.#table;
    let hash = 0;
    for (let index = 0; index < text.length; index++) {
      hash = rolled(hash, text.charCodeAt(index));
      if (table[slot(hash)] === 0 || index < SHORTEST - 1) continue;
      for (const { text: value, at } of this.#byHash.get(hash) ?? []) {
        const from = index - (SHORTEST - 1) - at;
        if (from >= 0 && text.startsWith(value, from)) found.push([from, from + value.length]);
      }
    }
    return found;
  }

  #add(text: string): void {
    const step = Math.max(1, Math.floor((text.length - SHORTEST) / (TRIES - 1)));
    let best: { readonly at: number; readonly hash: number; readonly shared: number } | undefined;
    for (let at = 0; at + SHORTEST <= text.length; at += step) {
      const hash = hashOf(text, at);
      const shared = this.#byHash.get(hash)?.length ?? 0;
      if (!best || shared < best.shared) best = { at, hash, shared };
      if (shared === 0) break;
    }
    if (!best) return;
    const { at, hash } = best;
    this.#table[slot(hash)] = 1;
    const same = this.#byHash.get(hash);
    if (same) same.push({ text, at });
    else this.#byHash.set(hash, [{ text, at }]);
  }
}

/** Five bits a character in thirty bits: what is more than six characters back has been shifted out. */
function rolled(hash: number, code: number): number {
  return ((hash << 5) ^ code) & 0x3fffffff;
}

function hashOf(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + SHORTEST; index++) hash = rolled(hash, text.charCodeAt(index));
  return hash;
}

function slot(hash: number): number {
  return (hash ^ (hash >>> (30 - TABLE_BITS))) & ((1 << TABLE_BITS) - 1);
}

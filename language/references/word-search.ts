import { MODULE } from './word-search-module.ts';

/** A piece of each word that files are looked through for: word-search.wat says the same, mentions.ts what the words are. */
const WORD = /[Cc][Rr][Ee][DdTt][EeSs-]|\\u00[45]/g;
const WORD_LENGTH = 5;

/** Looks for a piece of a word in a window of bytes. What stands in the window is anybody's after one look. */
export interface WordSearch {
  readonly window: Uint8Array;
  /** Where the first piece begins that lies whole between two offsets of the window; -1 when there is none. */
  readonly find: (start: number, end: number) => number;
  /** Puts a text into the window, the low byte of each code unit; undefined where that takes longer than to search the text. */
  readonly write: ((text: string) => void) | undefined;
}

/** What Node.js has and a browser may lack. The room is compiled for both, so it names what it takes from them. */
interface Surroundings {
  readonly Buffer?: {
    from(base64: string, encoding: 'base64'): Uint8Array;
    from(memory: ArrayBuffer): { write(text: string, offset: number, length: number, encoding: 'latin1'): number };
  };
  readonly WebAssembly?: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: object };
  };
}

/** What word-search.wat exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly find: WordSearch['find'];
}

/** Bytes at the end of the memory that a look at the last place of the window may read. */
const BEYOND = 64;

/**
 * The search in WebAssembly: five times as fast as a regular expression, and at once so. Undefined where it can't run (a browser,
 * a processor without SIMD, no memory for it).
 */
export function startWordSearch(): WordSearch | undefined {
  const { Buffer, WebAssembly } = globalThis as unknown as Surroundings;
  if (Buffer === undefined || WebAssembly === undefined) return undefined;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(MODULE, 'base64')));
    const { memory, find } = exports as Exports;
    const bytes = Buffer.from(memory.buffer);
    const window = new Uint8Array(memory.buffer, 0, memory.buffer.byteLength - BEYOND);
    return { window, find, write: (text) => void bytes.write(text, 0, text.length, 'latin1') };
  } catch {
    return undefined;
  }
}

/** The same with a regular expression, where WebAssembly can't run. */
export function plainWordSearch(): WordSearch {
  const window = new Uint8Array(1 << 16);
  const latin1 = new TextDecoder('latin1');
  const find = (start: number, end: number): number => {
    const found = latin1.decode(window.subarray(start, end)).search(WORD);
    return found < 0 ? -1 : start + found;
  };
  return { window, find, write: undefined };
}

let started: WordSearch | undefined;

/** Started at the first look: many programs take none. */
function wordSearch(): WordSearch {
  return (started ??= startWordSearch() ?? plainWordSearch());
}

/**
 * Whether bytes hold a piece of a word; they are given window by window.
 * @param fill puts the next bytes into the window from an offset on and returns how many they are: 0 when there are no more
 */
export function holdsWord(
  fill: (window: Uint8Array, offset: number) => number,
  { window, find }: WordSearch = wordSearch(),
): boolean {
  let kept = 0;
  for (;;) {
    const count = fill(window, kept);
    if (count === 0) return false;
    const end = kept + count;
    if (find(0, end) >= 0) return true;
    // A piece may lie across the border.
    kept = Math.min(end, WORD_LENGTH - 1);
    window.copyWithin(0, end - kept, end);
  }
}

/**
 * Whether some place of a text at which a piece of a word may begin passes a test. The test must not search itself.
 */
export function someWord(
  text: string,
  test: (offset: number) => boolean,
  { window, find, write }: WordSearch = wordSearch(),
): boolean {
  if (write === undefined) return [...text.matchAll(WORD)].some(({ index }) => test(index));
  const step = window.length - WORD_LENGTH + 1;
  for (let begin = 0; begin < text.length; begin += step) {
    const part = text.length <= window.length ? text : text.slice(begin, begin + window.length);
    write(part);
    // Of a character beyond Latin-1 the low byte is looked at: it may be found where none is, which the test sees.
    for (let at = find(0, part.length); at >= 0; at = find(at + 1, part.length)) if (test(begin + at)) return true;
  }
  return false;
}

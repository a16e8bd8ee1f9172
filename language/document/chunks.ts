import { mayIgnore } from '../ignores/directives.ts';
import { isFlowWorthReading, mayConcernFlow } from '../references/mentions.ts';
import { type Span } from '../reference.ts';
import { countLineBreaks, lineStartsOf } from './line-breaks.ts';
import { beginsWithArray, LOOK_AHEAD, type ScannedElement, scanElements } from './scanner.ts';
import { countAtMost } from './search.ts';
import { mayHoldManager } from './secret-managers.ts';
import { Sums } from './sums.ts';

/** A node's text in a chunk, with what was read from it. Offsets count in the chunk. */
export class Element<T> {
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
  readonly deep: boolean;
  /** Kept while the node's text stays the same. */
  memo: T | undefined;

  constructor(scanned: ScannedElement, offset: number, memo?: T) {
    this.start = scanned.start - offset;
    this.end = scanned.end - offset;
    this.closed = scanned.closed;
    this.deep = scanned.deep;
    this.memo = memo;
  }
}

/** A part of the text: some nodes in a row. All but the first begin with a node's `{`, so none splits a line end. */
export class Chunk<T> {
  readonly text: string;
  readonly elements: readonly Element<T>[];
  #lineStarts: readonly number[] | undefined;
  #isWorthReading: boolean | undefined;
  #mayIgnore: boolean | undefined;
  #mayHoldManager: boolean | undefined;

  constructor(text: string, elements: readonly Element<T>[]) {
    this.text = text;
    this.elements = elements;
  }

  /** Where lines begin behind the chunk's line breaks. */
  get lineStarts(): readonly number[] {
    return (this.#lineStarts ??= lineStartsOf(this.text));
  }

  /** Whether it may hold references or slips: a look at the raw text. */
  get isWorthReading(): boolean {
    return (this.#isWorthReading ??= isFlowWorthReading(this.text));
  }

  /** Whether it may say what is not to be found in it: a look at the raw text too. */
  get mayIgnore(): boolean {
    return (this.#mayIgnore ??= mayIgnore(this.text));
  }

  /** Whether it may hold a Secret Manager node. */
  get mayHoldManager(): boolean {
    return (this.#mayHoldManager ??= mayHoldManager(this.text));
  }

  /** Whether it may hold anything that is asked of every chunk. */
  get isOfInterest(): boolean {
    return mayConcernFlow(this.text) && (this.isWorthReading || this.mayIgnore || this.mayHoldManager);
  }
}

/** Small enough that a keystroke costs little, large enough that a 50 MB file has some ten thousand. */
const CHUNK_LENGTH = 4096;

/**
 * A text as chunks with borders at the nodes of its top-level array; a text that is no array is one chunk.
 * A change costs the chunks that it touches. `T` is what is remembered of each node while its text stays the same.
 */
export class ChunkedText<T> {
  readonly #splits: (text: string) => boolean;
  /** The text as it came, until someone asks for chunks. */
  #unsplit: string | undefined;
  #isQuiet: boolean | undefined;
  /** Replaced, never changed in place. */
  #chunks: readonly Chunk<T>[] = [];
  /** Kept up to date from one text to the next, once they are asked for; so are the two below. */
  #lengths: Sums | undefined;
  #lineBreaks: Sums | undefined;
  #ofInterest: readonly number[] | undefined;

  /** `mayBeArray`: whether a text that begins with `[` is a flow file's array here. */
  constructor(text: string, mayBeArray: boolean) {
    this.#splits = (whole) => mayBeArray && beginsWithArray(whole);
    this.#unsplit = text;
  }

  /** The text in one piece, while nobody has asked for parts of it: a cheap first look. */
  get unsplit(): string | undefined {
    return this.#unsplit;
  }

  /** True of a text in one piece that a raw look finds nothing in: most files name nothing. */
  get isQuiet(): boolean {
    return (this.#isQuiet ??= this.#unsplit !== undefined && !mayConcernFlow(this.#unsplit));
  }

  get chunks(): readonly Chunk<T>[] {
    if (this.#unsplit !== undefined) this.#set(this.#split(this.#unsplit));
    return this.#chunks;
  }

  get length(): number {
    return this.#unsplit?.length ?? this.startOf(this.chunks.length);
  }

  /** The line breaks of each chunk. */
  get lineBreaks(): Sums {
    return (this.#lineBreaks ??= new Sums(this.chunks.map(({ text }) => countLineBreaks(text))));
  }

  /** Indexes of the chunks that may hold anything: a keystroke in a big file looks at few others. */
  get ofInterest(): readonly number[] {
    return (this.#ofInterest ??= indexesOfInterest(this.chunks, 0));
  }

  /** Whether the text is a top-level array; else it is one chunk without elements. */
  get isArray(): boolean {
    return this.#splits(this.#unsplit ?? this.#textOf(0));
  }

  /** Where a chunk begins in the text; the number of chunks gives the text's end. */
  startOf(index: number): number {
    return this.#sums().before(index);
  }

  /** Index of the chunk that holds an offset; the end of the text belongs to the last. */
  indexAt(offset: number): number {
    return Math.min(this.#sums().lastAtMost(offset), this.chunks.length - 1);
  }

  slice(start: number, end: number): string {
    if (this.#unsplit !== undefined) return this.#unsplit.slice(start, end);
    const from = this.indexAt(start);
    const parts: string[] = [];
    for (let index = from; index < this.chunks.length && this.startOf(index) < end; index++) {
      const offset = this.startOf(index);
      parts.push(this.#textOf(index).slice(Math.max(0, start - offset), end - offset));
    }
    return parts.join('');
  }

  /** Replaces the text between two offsets. */
  replace({ start, end }: Span, text: string): void {
    if (!this.isArray) {
      const whole = this.#textOf(0);
      this.#set(this.#split(whole.slice(0, start) + text + whole.slice(end)));
      return;
    }
    const from = this.indexAt(Math.max(0, start - LOOK_AHEAD));
    const begin = this.startOf(from);
    const last = this.indexAt(end);
    const old = this.#join(from, last + 1);
    const edited = old.slice(0, start - begin) + text + old.slice(end - begin);
    if (from === 0 && !this.#splits(edited)) this.#set(this.#split(edited + this.#join(last + 1, this.chunks.length)));
    else this.#rescan(from, last + 1, edited);
  }

  /**
   * Scans the changed text that stands instead of the chunks `from` to `rest`, and what follows, until an element begins
   * where an old chunk did: from there on all is as it was.
   */
  #rescan(from: number, rest: number, edited: string): void {
    for (let more = 1; ; more *= 2) {
      const to = Math.min(rest + more, this.chunks.length);
      const text = edited + this.#join(rest, to);
      const elements = scanElements(text, from === 0);
      const known = to === this.chunks.length ? { index: to, offset: text.length } : undefined;
      const meeting = this.#meeting(elements, edited.length, rest, to) ?? known;
      if (meeting === undefined) continue;
      const old = this.chunks.slice(from, meeting.index);
      const fresh = chunksOf(text.slice(0, meeting.offset), elements, memosOf(old));
      this.#splice(from, meeting.index, fresh);
      return;
    }
  }

  /** The first old chunk that begins with an element of the new scan; not the last of the window, whose end is cut off. */
  #meeting(elements: readonly ScannedElement[], offset: number, rest: number, to: number) {
    const starts = new Set(elements.map((element) => element.start));
    for (let index = rest; index < to; index++) {
      if (starts.has(offset)) return { index, offset };
      offset += this.#textOf(index).length;
    }
    return undefined;
  }

  #split(text: string): readonly Chunk<T>[] {
    const elements = this.#splits(text) ? scanElements(text, true) : [];
    return chunksOf(text, elements, new Map<string, T>());
  }

  #set(chunks: readonly Chunk<T>[]): void {
    this.#unsplit = undefined;
    this.#isQuiet = false;
    this.#chunks = chunks;
    this.#lengths = undefined;
    this.#lineBreaks = undefined;
    this.#ofInterest = undefined;
  }

  #splice(from: number, to: number, fresh: readonly Chunk<T>[]): void {
    this.#chunks = withOthers(this.#chunks, from, to, fresh);
    this.#lengths?.replace(from, to, fresh.map(lengthOf));
    this.#lineBreaks?.replace(
      from,
      to,
      fresh.map(({ text }) => countLineBreaks(text)),
    );
    if (this.#ofInterest === undefined) return;
    const moved = fresh.length - (to - from);
    const first = countAtMost(this.#ofInterest, from - 1);
    const last = countAtMost(this.#ofInterest, to - 1);
    const known =
      moved === 0 ? this.#ofInterest : this.#ofInterest.map((index) => (index < to ? index : index + moved));
    this.#ofInterest = withOthers(known, first, last, indexesOfInterest(fresh, from));
  }

  #sums(): Sums {
    return (this.#lengths ??= new Sums(this.chunks.map(lengthOf)));
  }

  #join(from: number, to: number): string {
    return this.chunks
      .slice(from, to)
      .map((chunk) => chunk.text)
      .join('');
  }

  #textOf(index: number): string {
    return this.chunks[index]?.text ?? '';
  }
}

/** A copy of a list with others in the place of its items from `from` up to `to`: at ten thousand, one copy and no more. */
function withOthers<T>(list: readonly T[], from: number, to: number, others: readonly T[]): readonly T[] {
  if (others.length !== to - from) return list.slice(0, from).concat(others, list.slice(to));
  const copy = list.slice();
  for (const [index, other] of others.entries()) copy[from + index] = other;
  return copy;
}

function lengthOf({ text }: Chunk<unknown>): number {
  return text.length;
}

/** `first`: the index of the first chunk. */
function indexesOfInterest(chunks: readonly Chunk<unknown>[], first: number): number[] {
  return chunks.flatMap((chunk, index) => (chunk.isOfInterest ? first + index : []));
}

/** Groups elements to chunks; what is remembered of a node with the same text is kept. */
function chunksOf<T>(text: string, elements: readonly ScannedElement[], memos: ReadonlyMap<string, T>): Chunk<T>[] {
  const chunks: Chunk<T>[] = [];
  let start = 0;
  let members: Element<T>[] = [];
  for (const element of elements) {
    if (element.start >= text.length) break;
    if (element.start - start >= CHUNK_LENGTH) {
      chunks.push(new Chunk(text.slice(start, element.start), members));
      start = element.start;
      members = [];
    }
    const memo = memos.size === 0 ? undefined : memos.get(text.slice(element.start, element.end));
    members.push(new Element(element, start, memo));
  }
  chunks.push(new Chunk(text.slice(start), members));
  return chunks;
}

function memosOf<T>(chunks: readonly Chunk<T>[]): Map<string, T> {
  const memos = new Map<string, T>();
  for (const chunk of chunks)
    for (const element of chunk.elements)
      if (element.memo !== undefined) memos.set(chunk.text.slice(element.start, element.end), element.memo);
  return memos;
}

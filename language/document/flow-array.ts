import { type CodePlace } from '../code/code.ts';
import { mayIgnore } from '../ignores/directives.ts';
import { isFlowWorthReading } from '../references/mentions.ts';
import { shiftSpan } from '../references/shift.ts';
import { type BareAccess, type FlowNode, type Ignore, type Reference, type Slip, type Span } from '../reference.ts';
import { type DocumentPart, type PlacedFacts } from './api.ts';
import { type Chunk, type ChunkedText } from './chunks.ts';
import { type Contents } from './contents.ts';
import { FlowChunk } from './flow-chunk.ts';
import { type FlowElement } from './flow-element.ts';
import { mayHoldManager, workingManagers } from './secret-managers.ts';
import { isCutShort, problemOfArray, TOO_MANY } from './problem.ts';

/** Of an array of records, the first has the word by here. */
const BEGINNING = 4096;

/** Whether an array holds records (CONTRACTS, Which files are looked at): its first items are no nodes. */
export function holdsRecords(text: ChunkedText<FlowElement>): boolean {
  if (text.isQuiet || !text.slice(0, BEGINNING).includes('"credential"')) return false;
  const [chunk] = text.chunks;
  return chunk !== undefined && readingOf(chunk).nodes(0).length === 0;
}

/** So many chunks, some 200,000 characters, are read at once. */
const MAX_UNREAD = 50;

/** What was read of each chunk, kept as long as the chunk is. */
const readChunks = new WeakMap<Chunk<FlowElement>, FlowChunk>();

/** A flow file whose top level is an array of nodes. */
export class FlowArray implements Contents {
  readonly kind = 'flow';
  readonly #text: ChunkedText<FlowElement>;
  #references: readonly Reference[] | undefined;
  #bare: readonly BareAccess[] | undefined;
  #slips: readonly Slip[] | undefined;
  #ignores: readonly Ignore[] | undefined;
  #nodes: readonly FlowNode[] | undefined;
  #namesNone: boolean | undefined;
  #containers: ReadonlyMap<string, FlowNode> | undefined;

  constructor(text: ChunkedText<FlowElement>) {
    this.#text = text;
  }

  *readInSteps(): Generator<void> {
    if (this.#references || this.#namesNothing()) return;
    const { chunks, ofInterest } = this.#text;
    const unread = ofInterest.filter((index) => chunks[index] && !readingOf(chunks[index]).isRead);
    for (const index of unread) {
      const chunk = chunks[index];
      if (chunk !== undefined) readingOf(chunk).references(this.#text.startOf(index));
      yield;
    }
  }

  get takesLong(): boolean {
    if (this.#references || this.#namesNothing()) return false;
    const { chunks, ofInterest } = this.#text;
    let unread = 0;
    for (const index of ofInterest) {
      const chunk = chunks[index];
      if (chunk !== undefined && !readingOf(chunk).isRead && ++unread > MAX_UNREAD) return true;
    }
    return false;
  }

  references(): readonly Reference[] {
    return (this.#references ??= this.#collectMentions((chunk, start) => chunk.references(start)));
  }

  referencesIn({ start, end }: Span): readonly Reference[] {
    const found: Reference[] = [];
    if (this.#namesNothing()) return found;
    for (let index = this.#text.indexAt(start); index <= this.#text.indexAt(end); index++) {
      const chunk = this.#text.chunks[index];
      if (chunk?.isWorthReading === true) found.push(...readingOf(chunk).references(this.#text.startOf(index)));
    }
    return found;
  }

  bareAccesses(): readonly BareAccess[] {
    return (this.#bare ??= this.#collectMentions((chunk, start) => chunk.bareAccesses(start)));
  }

  slips(): readonly Slip[] {
    return (this.#slips ??= this.#collectMentions((chunk, start) => chunk.slips(start)));
  }

  facts(): readonly PlacedFacts[] {
    if (this.#text.isQuiet) return [];
    const { chunks, ofInterest } = this.#text;
    const placed: PlacedFacts[] = [];
    for (const index of ofInterest) {
      const chunk = chunks[index];
      if (chunk !== undefined) placed.push({ start: this.#text.startOf(index), facts: readingOf(chunk).facts });
    }
    return placed;
  }

  *parts(): Generator<DocumentPart> {
    let start = 0;
    for (const chunk of this.#text.chunks) {
      yield partOf(chunk, start);
      start += chunk.text.length;
    }
  }

  partAt(offset: number): DocumentPart | undefined {
    const index = this.#text.indexAt(offset);
    const chunk = this.#text.chunks[index];
    return chunk && partOf(chunk, this.#text.startOf(index));
  }

  managers(): readonly Span[] {
    const { unsplit, isQuiet } = this.#text;
    if (isQuiet || (unsplit !== undefined && !mayHoldManager(unsplit))) return [];
    const { chunks } = this.#text;
    const indexes = this.#text.ofInterest.filter((index) => chunks[index]?.mayHoldManager);
    return workingManagers(
      this.#collect((chunk, start) => chunk.nodes(start), indexes),
      {
        textOf: ({ start, end }) => this.#text.slice(start, end),
        container: (id) => this.container(id),
      },
    );
  }

  ignores(): readonly Ignore[] {
    return (this.#ignores ??= this.#collectIgnores());
  }

  nodes(): readonly FlowNode[] {
    return (this.#nodes ??= this.#collect((chunk, start) => chunk.nodes(start)));
  }

  nodeAt(offset: number): FlowNode | undefined {
    const index = this.#text.indexAt(offset);
    // A node may end where the next chunk begins.
    return this.#nodeInChunk(index, offset) ?? this.#nodeInChunk(index - 1, offset);
  }

  get nodeCount(): number {
    return this.#text.chunks.reduce((sum, { elements }) => sum + elements.length, 0);
  }

  containers(): readonly FlowNode[] {
    return this.#collect((chunk, start) => chunk.containers.map((node) => shiftSpan(node, start)));
  }

  container(id: string): FlowNode | undefined {
    this.#containers ??= new Map(this.containers().map((node) => [node.id, node]));
    return this.#containers.get(id);
  }

  *codePlaces(id?: string): Generator<CodePlace> {
    for (const [index, chunk] of this.#text.chunks.entries()) {
      if (id !== undefined && !chunk.text.includes(id) && !chunk.text.includes('\\u')) continue;
      for (const place of readingOf(chunk).codePlaces(this.#text.startOf(index)))
        if (id === undefined || place.node.id === id) yield place;
    }
  }

  problem(): string | undefined {
    return problemOfArray(this.#text) ?? (this.#isCutShort() ? TOO_MANY : undefined);
  }

  /** So many references in one chunk are those of one node. */
  #isCutShort(): boolean {
    if (!isCutShort({ references: this.references() })) return false;
    return this.#text.chunks.some((chunk) => isCutShort({ references: readingOf(chunk).references(0) }));
  }

  /** A raw look at a text that is not yet in chunks: most files name nothing. */
  #namesNothing(): boolean {
    const { unsplit } = this.#text;
    return (this.#namesNone ??= this.#text.isQuiet || (unsplit !== undefined && !isFlowWorthReading(unsplit)));
  }

  #nodeInChunk(index: number, offset: number): FlowNode | undefined {
    const chunk = this.#text.chunks[index];
    return chunk && readingOf(chunk).nodeAt(offset, this.#text.startOf(index));
  }

  /** Of the chunks that may hold references: a keystroke in a big file looks at few others. */
  #collectMentions<T>(read: (chunk: FlowChunk, start: number) => readonly T[]): readonly T[] {
    return this.#namesNothing() ? [] : this.#collect(read, this.#text.ofInterest);
  }

  #collectIgnores(): readonly Ignore[] {
    const { unsplit, isQuiet } = this.#text;
    if (isQuiet || (unsplit !== undefined && !mayIgnore(unsplit))) return [];
    return this.#collect((chunk, start) => chunk.ignores(start), this.#text.ofInterest);
  }

  /** @param indexes of the chunks that matter; all without it */
  #collect<T>(
    read: (chunk: FlowChunk, start: number) => readonly T[],
    indexes: Iterable<number> = this.#text.chunks.keys(),
  ): readonly T[] {
    const found: T[] = [];
    const { chunks } = this.#text;
    for (const index of indexes) {
      const chunk = chunks[index];
      if (chunk !== undefined) for (const item of read(readingOf(chunk), this.#text.startOf(index))) found.push(item);
    }
    return found;
  }
}

function readingOf(chunk: Chunk<FlowElement>): FlowChunk {
  let reading = readChunks.get(chunk);
  if (reading === undefined) readChunks.set(chunk, (reading = new FlowChunk(chunk)));
  return reading;
}

function partOf(chunk: Chunk<FlowElement>, start: number): DocumentPart {
  const { text, elements } = chunk;
  return { start, end: start + text.length, id: chunk, text, form: () => ({ kind: 'nodes', nodes: elements }) };
}

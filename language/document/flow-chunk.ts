import { type CodePlace } from '../code/code.ts';
import { NOTHING } from '../references/reading.ts';
import { shiftIgnore, shiftReference, shiftSpan } from '../references/shift.ts';
import {
  type BareAccess,
  type FlowNode,
  type Ignore,
  type PartFacts,
  type Reference,
  type Slip,
} from '../reference.ts';
import { type Chunk, type Element } from './chunks.ts';
import { FlowElement } from './flow-element.ts';

/** Node types that hold other nodes. */
export const CONTAINER_TYPES: ReadonlySet<string> = new Set(['tab', 'subflow', 'group']);
const CONTAINER_WORDS = /"(?:tab|subflow|group)"/;

/** What was read of a chunk, which never changes, and where its references stood when they were last asked for. */
export class FlowChunk {
  readonly #chunk: Chunk<FlowElement>;
  #facts: PartFacts | undefined;
  #code: readonly CodePlace[] | undefined;
  #containers: readonly FlowNode[] | undefined;
  #placed: { readonly start: number; readonly references: readonly Reference[] } | undefined;

  constructor(chunk: Chunk<FlowElement>) {
    this.#chunk = chunk;
  }

  /** True when its references are known without reading. */
  get isRead(): boolean {
    return !this.#chunk.isWorthReading || this.#facts !== undefined;
  }

  /** All that the rules look at, with offsets of the chunk: always the same object. */
  get facts(): PartFacts {
    return (this.#facts ??= this.#read());
  }

  /** With offsets of the document, in which the chunk begins at `start`. */
  references(start: number): readonly Reference[] {
    if (!this.#chunk.isWorthReading) return [];
    if (this.#placed?.start === start) return this.#placed.references;
    const references = this.facts.references.map((reference) => shiftReference(reference, start));
    this.#placed = { start, references };
    return references;
  }

  bareAccesses(start: number): readonly BareAccess[] {
    return this.#chunk.isWorthReading ? this.facts.bare.map((access) => shiftSpan(access, start)) : [];
  }

  slips(start: number): readonly Slip[] {
    return this.#chunk.isWorthReading ? this.facts.slips.map((slip) => shiftSpan(slip, start)) : [];
  }

  ignores(start: number): readonly Ignore[] {
    return this.#chunk.mayIgnore ? this.facts.ignores.map((ignore) => shiftIgnore(ignore, start)) : [];
  }

  codePlaces(start: number): readonly CodePlace[] {
    this.#code ??= this.#chunk.elements.flatMap((element) =>
      memoOf(element)
        .code(this.#textOf(element))
        .map((place) => shiftPlace(place, element.start)),
    );
    return this.#code.map((place) => shiftPlace(place, start));
  }

  nodes(start: number): readonly FlowNode[] {
    return this.#chunk.elements.flatMap((element) => this.#nodeOf(element, start));
  }

  nodeAt(offset: number, start: number): FlowNode | undefined {
    const element = this.#chunk.elements.find((span) => start + span.start <= offset && offset <= start + span.end);
    return element && this.#nodeOf(element, start)[0];
  }

  /** The tabs, subflows and groups; their offsets count in the chunk. */
  get containers(): readonly FlowNode[] {
    return (this.#containers ??= CONTAINER_WORDS.test(this.#chunk.text)
      ? this.nodes(0).filter(({ type }) => CONTAINER_TYPES.has(type))
      : []);
  }

  #read(): PartFacts {
    const { isWorthReading, mayIgnore, elements } = this.#chunk;
    const references: Reference[] = [];
    const bare: BareAccess[] = [];
    const slips: Slip[] = [];
    const ignores: Ignore[] = [];
    for (const element of elements) {
      const { start } = element;
      const [memo, text] = [memoOf(element), this.#textOf(element)];
      const reading = isWorthReading ? memo.reading(text) : NOTHING;
      for (const reference of reading.references) references.push(shiftReference(reference, start));
      for (const access of reading.bare) bare.push(shiftSpan(access, start));
      for (const slip of reading.slips) slips.push(shiftSpan(slip, start));
      if (mayIgnore) for (const ignore of memo.ignores(text)) ignores.push(shiftIgnore(ignore, start));
    }
    return { references, bare, slips, ignores };
  }

  #nodeOf(element: Element<FlowElement>, start: number): FlowNode[] {
    const node = memoOf(element).node(this.#textOf(element));
    return node === undefined ? [] : [shiftSpan(node, start + element.start)];
  }

  #textOf({ start, end }: Element<FlowElement>): string {
    return this.#chunk.text.slice(start, end);
  }
}

function shiftPlace(place: CodePlace, by: number): CodePlace {
  return { ...shiftSpan(place, by), node: shiftSpan(place.node, by) };
}

function memoOf(element: Element<FlowElement>): FlowElement {
  return (element.memo ??= new FlowElement(element.deep));
}

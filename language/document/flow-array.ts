import { shiftReference, shiftSpan } from '../references/shift.ts';
import { mayMention } from '../references/mentions.ts';
import { type BareAccess, type FlowNode, type Reference, type Span } from '../reference.ts';
import { type Chunk, type ChunkedText, type Element } from './chunks.ts';
import { CONTAINER_TYPES, type Contents } from './contents.ts';
import { FlowElement } from './flow-element.ts';
import { problemOfArray } from './problem.ts';

/** Whether a chunk may hold containers: asked once, as chunks never change. */
const containing = new WeakMap<object, boolean>();

/** A flow file whose top level is an array of nodes. What was read of a node is kept with its text. */
export class FlowArray implements Contents {
  readonly kind = 'flow';
  readonly #text: ChunkedText<FlowElement>;
  #references: readonly Reference[] | undefined;
  #bare: readonly BareAccess[] | undefined;
  #nodes: readonly FlowNode[] | undefined;
  #containers: ReadonlyMap<string, FlowNode> | undefined;

  constructor(text: ChunkedText<FlowElement>) {
    this.#text = text;
  }

  references(): readonly Reference[] {
    return (this.#references ??= this.#collect(mayMentionChunk, (element, text, offset) =>
      element.reading(text).references.map((reference) => shiftReference(reference, offset)),
    ));
  }

  bareAccesses(): readonly BareAccess[] {
    return (this.#bare ??= this.#collect(mayMentionChunk, (element, text, offset) =>
      element.reading(text).bare.map((access) => shiftSpan(access, offset)),
    ));
  }

  nodes(): readonly FlowNode[] {
    return (this.#nodes ??= this.#collect(() => true, nodeOf));
  }

  nodeAt(offset: number): FlowNode | undefined {
    const index = this.#text.indexAt(offset);
    // A node may end where the next chunk begins.
    for (const at of [index, index - 1]) {
      const chunk = this.#text.chunks[at];
      const start = this.#text.startOf(at);
      const element = chunk?.elements.find((span) => start + span.start <= offset && offset <= start + span.end);
      if (chunk && element) return nodeOf(memoOf(element), textOf(chunk, element), start + element.start)[0];
    }
    return undefined;
  }

  container(id: string): FlowNode | undefined {
    this.#containers ??= new Map(
      this.#collect(mayContain, nodeOf)
        .filter((node) => CONTAINER_TYPES.has(node.type))
        .map((node) => [node.id, node]),
    );
    return this.#containers.get(id);
  }

  problem(): string | undefined {
    return problemOfArray(this.#text);
  }

  /** Goes through the elements of the chunks that may hold what is sought. */
  #collect<T extends Span>(
    wanted: (chunk: Chunk<FlowElement>) => boolean,
    read: (element: FlowElement, text: string, offset: number) => readonly T[],
  ): readonly T[] {
    const found: T[] = [];
    const { unsplit } = this.#text;
    if (wanted === mayMentionChunk && unsplit !== undefined && !mayMention(unsplit)) return found;
    for (const [index, chunk] of this.#text.chunks.entries()) {
      if (!wanted(chunk)) continue;
      const start = this.#text.startOf(index);
      for (const element of chunk.elements)
        found.push(...read(memoOf(element), textOf(chunk, element), start + element.start));
    }
    return found;
  }
}

function memoOf(element: Element<FlowElement>): FlowElement {
  return (element.memo ??= new FlowElement(element.deep));
}

function textOf(chunk: Chunk<FlowElement>, element: Span): string {
  return chunk.text.slice(element.start, element.end);
}

function nodeOf(element: FlowElement, text: string, offset: number): FlowNode[] {
  const node = element.node(text);
  return node === undefined ? [] : [shiftSpan(node, offset)];
}

function mayMentionChunk(chunk: Chunk<FlowElement>): boolean {
  return chunk.mayMention;
}

function mayContain(chunk: Chunk<FlowElement>): boolean {
  const answer = containing.get(chunk) ?? /"(?:tab|subflow|group)"/.test(chunk.text);
  containing.set(chunk, answer);
  return answer;
}

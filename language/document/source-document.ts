import { type CodePlace, type CodeReader } from '../code/code.ts';
import { type EmbeddedCode, EmbeddedText } from '../code/embedded-text.ts';
import { type Position, type TextChange } from '../position.ts';
import { type BareAccess, type FlowNode, type Ignore, type Reference, type Slip, type Span } from '../reference.ts';
import { type DocumentPart, type FileKind, type PlacedFacts, type SourceDocument } from './api.ts';
import { ChunkedText } from './chunks.ts';
import { type Contents } from './contents.ts';
import { endingOf, fixedKind } from './file-kind.ts';
import { FlowArray, holdsRecords } from './flow-array.ts';
import { type FlowElement } from './flow-element.ts';
import { LineIndex } from './line-index.ts';
import { WholeFile } from './whole-file.ts';

/**
 * Holds a file's text for reading and editing. `path` (or a URI's path) tells by its ending how the text is read; `as` is
 * for files of other endings that a binding or a setting names. Nothing is read before it is asked for.
 */
export function createDocument(path: string, text: string, as?: 'template' | 'script'): SourceDocument {
  return new ChunkedDocument(path, text, as);
}

/** Holds a property of a node that is edited on its own: `text` is what its JSON string stands for. */
export function createCodeDocument(text: string, code: EmbeddedCode): SourceDocument {
  return new ChunkedDocument('', text, undefined, code);
}

class ChunkedDocument implements SourceDocument {
  readonly #path: string;
  readonly #as: 'template' | 'script' | undefined;
  readonly #code: EmbeddedCode | undefined;
  readonly #text: ChunkedText<FlowElement>;
  readonly #lines: LineIndex;
  /** Of the present text. */
  #contents: Contents | undefined;

  constructor(path: string, text: string, as?: 'template' | 'script', code?: EmbeddedCode) {
    this.#path = path;
    this.#as = as;
    this.#code = code;
    this.#text = new ChunkedText(text, endingOf(path) === 'json');
    this.#lines = new LineIndex(this.#text);
  }

  get kind(): FileKind {
    return this.#read().kind;
  }

  get reader(): CodeReader | undefined {
    return this.#code?.reader;
  }

  get length(): number {
    return this.#text.length;
  }

  slice(start = 0, end = this.length): string {
    return this.#text.slice(start, end);
  }

  positionAt(offset: number): Position {
    return this.#lines.positionAt(offset);
  }

  offsetAt(position: Position): number {
    return this.#lines.offsetAt(position);
  }

  update(changes: readonly TextChange[]): void {
    for (const { range, text } of changes) {
      const start = range ? this.offsetAt(range.start) : 0;
      const end = range ? Math.max(start, this.offsetAt(range.end)) : this.length;
      this.#text.replace({ start, end }, text);
      this.#contents = undefined;
    }
  }

  withText(text: string): SourceDocument {
    return new ChunkedDocument(this.#path, text, this.#as, this.#code);
  }

  readInSteps(): Iterator<void> {
    return this.#read().readInSteps();
  }

  get takesLong(): boolean {
    return this.#read().takesLong;
  }

  references(): readonly Reference[] {
    return this.#read().references();
  }

  referencesAt(offset: number): readonly Reference[] {
    return this.references()
      .filter((reference) => [reference, reference.key, ...reference.path].some((span) => touches(span, offset)))
      .toSorted((a, b) => a.end - a.start - (b.end - b.start));
  }

  referencesIn(span: Span): readonly Reference[] {
    return this.#read().referencesIn(span);
  }

  bareAccesses(): readonly BareAccess[] {
    return this.#read().bareAccesses();
  }

  slips(): readonly Slip[] {
    return this.#read().slips();
  }

  facts(): Iterable<PlacedFacts> {
    return this.#read().facts();
  }

  parts(): Iterable<DocumentPart> {
    return this.#read().parts();
  }

  partAt(offset: number): DocumentPart | undefined {
    return this.#read().partAt(offset);
  }

  managers(): readonly Span[] {
    return this.#read().managers();
  }

  ignores(): readonly Ignore[] {
    return this.#read().ignores();
  }

  nodeAt(offset: number): FlowNode | undefined {
    return this.#read().nodeAt(offset);
  }

  nodes(): readonly FlowNode[] {
    return this.#read().nodes();
  }

  get nodeCount(): number {
    return this.#read().nodeCount;
  }

  containers(): readonly FlowNode[] {
    return this.#read().containers();
  }

  codePlaces(id?: string): Iterable<CodePlace> {
    return this.#read().codePlaces(id);
  }

  siteOf(offset: number): { readonly tab?: string; readonly node?: string; readonly nodeId?: string } {
    if (this.#code) return this.#code.site;
    const node = this.nodeAt(offset);
    if (node === undefined) return {};
    const title = node.name || node.type;
    if (node.type === 'tab' || node.type === 'subflow') return { tab: title, nodeId: node.id };
    const tab = node.parent === '' ? undefined : this.#read().container(node.parent);
    return { ...(tab && { tab: tab.name || tab.type }), node: title, nodeId: node.id };
  }

  problem(): string | undefined {
    return this.#read().problem();
  }

  #read(): Contents {
    if (this.#code) return (this.#contents ??= new EmbeddedText(this.slice(), this.#code));
    return (this.#contents ??=
      this.#text.isArray && !holdsRecords(this.#text)
        ? new FlowArray(this.#text)
        : new WholeFile(this.slice(), endingOf(this.#path), fixedKind(this.#path, this.#as)));
  }
}

function touches(span: Span | undefined, offset: number): boolean {
  return span !== undefined && span.start <= offset && offset <= span.end;
}

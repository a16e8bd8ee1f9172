import { type CodePlace } from '../code/code.ts';
import { type FlowNode, type Ignore, type PartFacts, type Reading, type Span } from '../reference.ts';
import { type DocumentPart, type FileKind, type PartForm, type PlacedFacts } from './api.ts';
import { type Contents } from './contents.ts';

/** What is read as a whole: one part, read in one step. */
export abstract class WholeText implements Contents {
  protected readonly text: string;
  readonly #part: DocumentPart;
  #facts: PartFacts | undefined;

  constructor(text: string) {
    this.text = text;
    this.#part = { id: this, start: 0, end: text.length, text, form: () => this.form() };
  }

  abstract readonly kind: FileKind;
  abstract readonly nodeCount: number;
  abstract ignores(): readonly Ignore[];
  abstract managers(): readonly Span[];
  abstract nodes(): readonly FlowNode[];
  abstract containers(): readonly FlowNode[];
  abstract nodeAt(offset: number): FlowNode | undefined;
  abstract container(id: string): FlowNode | undefined;
  abstract codePlaces(id?: string): Iterable<CodePlace>;
  abstract problem(): string | undefined;
  protected abstract read(): Reading;
  protected abstract form(): PartForm;

  /** It has no steps. */
  readonly takesLong = false;

  readInSteps(): Iterator<void> {
    return [].values();
  }

  references(): Reading['references'] {
    return this.read().references;
  }

  referencesIn(): Reading['references'] {
    return this.references();
  }

  bareAccesses(): Reading['bare'] {
    return this.read().bare;
  }

  slips(): Reading['slips'] {
    return this.read().slips;
  }

  facts(): readonly PlacedFacts[] {
    const { references, bare, slips } = this.read();
    this.#facts ??= { references, bare, slips, ignores: this.ignores() };
    return [{ start: 0, facts: this.#facts }];
  }

  parts(): readonly DocumentPart[] {
    return [this.#part];
  }

  partAt(): DocumentPart {
    return this.#part;
  }
}

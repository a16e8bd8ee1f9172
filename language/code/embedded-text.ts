import { type DocumentPart, type PlacedFacts } from '../document/api.ts';
import { type Contents } from '../document/contents.ts';
import { lineIgnores } from '../ignores/directives.ts';
import { literalsOfCode } from '../literals/code.ts';
import { literalsOfJsonata } from '../literals/jsonata.ts';
import { type Literal } from '../literals/literal.ts';
import { literalsOfMustache } from '../literals/text.ts';
import { readByLooks } from '../references/generic-node.ts';
import { mayMisname, mentions } from '../references/mentions.ts';
import { NOTHING } from '../references/reading.ts';
import { readCode } from '../references/typed-value.ts';
import {
  type BareAccess,
  type FlowNode,
  type Ignore,
  type PartFacts,
  type Reading,
  type Reference,
  type Slip,
  type Span,
} from '../reference.ts';
import { type CodePlace, type CodeReader } from './code.ts';

/** Which property a text is, and how it is read. */
export interface EmbeddedCode {
  readonly property: string;
  readonly reader: CodeReader;
  readonly site: { readonly tab?: string; readonly node?: string; readonly nodeId: string };
}

/** The text of one property: read exactly as in its flow file, without the JSON string around it. */
export class EmbeddedText implements Contents {
  readonly kind = 'code';
  readonly #text: string;
  readonly #code: EmbeddedCode;
  readonly #part: DocumentPart;
  #reading: Reading | undefined;
  #facts: PartFacts | undefined;

  constructor(text: string, code: EmbeddedCode) {
    this.#text = text;
    this.#code = code;
    this.#part = { id: this, start: 0, end: text.length, literals: () => literalsOf(text, code.reader) };
  }

  readInSteps(): Iterator<void> {
    return [].values();
  }

  references(): readonly Reference[] {
    return this.#read().references;
  }

  referencesIn(): readonly Reference[] {
    return this.references();
  }

  bareAccesses(): readonly BareAccess[] {
    return this.#read().bare;
  }

  slips(): readonly Slip[] {
    return this.#read().slips;
  }

  facts(): readonly PlacedFacts[] {
    this.#facts ??= { ...this.#read(), ignores: this.ignores() };
    return [{ start: 0, facts: this.#facts }];
  }

  parts(): readonly DocumentPart[] {
    return [this.#part];
  }

  partAt(): DocumentPart {
    return this.#part;
  }

  managers(): readonly Span[] {
    return [];
  }

  ignores(): readonly Ignore[] {
    return lineIgnores(this.#text);
  }

  nodes(): readonly FlowNode[] {
    return [];
  }

  nodeAt(): undefined {
    return undefined;
  }

  container(): undefined {
    return undefined;
  }

  codePlaces(): readonly CodePlace[] {
    return [];
  }

  problem(): undefined {
    return undefined;
  }

  #read(): Reading {
    return (this.#reading ??= this.#readAnew());
  }

  #readAnew(): Reading {
    const { reader, property } = this.#code;
    if (!mentions(this.#text) && !mayMisname(this.#text)) return NOTHING;
    const reading = reader === 'looks' ? readByLooks(this.#text) : readCode(this.#text, reader);
    return { ...reading, references: reading.references.map((reference) => ({ ...reference, property })) };
  }
}

function literalsOf(text: string, reader: CodeReader): readonly Literal[] {
  switch (reader) {
    case 'function':
    case 'startup-function':
      return literalsOfCode(text, 'function');
    case 'jsonata':
    case 'startup-jsonata':
      return literalsOfJsonata(text);
    case 'mustache':
      return literalsOfMustache(text);
    case 'message-mustache':
    case 'literal':
    case 'looks':
      return [];
  }
}

import { type PartForm } from '../document/api.ts';
import { WholeText } from '../document/whole-text.ts';
import { lineIgnores } from '../ignores/directives.ts';
import { readByLooks } from '../references/generic-node.ts';
import { mayMisnameKey, mentions } from '../references/mentions.ts';
import { NOTHING } from '../references/reading.ts';
import { readCode, readGlobalKey } from '../references/typed-value.ts';
import { type FlowNode, type Ignore, type Reading, type Span } from '../reference.ts';
import { type CodePlace, type CodeReader } from './code.ts';

/** Which property a text is, and how it is read. */
export interface EmbeddedCode {
  readonly property: string;
  readonly reader: CodeReader;
  readonly site: { readonly tab?: string; readonly node?: string; readonly nodeId: string };
}

/** The text of one property: read exactly as in its flow file, without the JSON string around it. */
export class EmbeddedText extends WholeText {
  readonly kind = 'code';
  readonly nodeCount = 0;
  readonly #code: EmbeddedCode;
  #reading: Reading | undefined;

  constructor(text: string, code: EmbeddedCode) {
    super(text);
    this.#code = code;
  }

  ignores(): readonly Ignore[] {
    return lineIgnores(this.text);
  }

  managers(): readonly Span[] {
    return [];
  }

  nodes(): readonly FlowNode[] {
    return [];
  }

  containers(): readonly FlowNode[] {
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

  protected read(): Reading {
    return (this.#reading ??= this.#readAnew());
  }

  protected form(): PartForm {
    return { kind: 'code', reader: this.#code.reader };
  }

  #readAnew(): Reading {
    const { reader, property } = this.#code;
    if (!mentions(this.text) && !mayMisnameKey(this.text)) return NOTHING;
    const reading = readAs(reader, this.text);
    return { ...reading, references: reading.references.map((reference) => ({ ...reference, property })) };
  }
}

function readAs(reader: CodeReader, text: string): Reading {
  if (reader === 'looks') return readByLooks(text);
  return reader === 'global-key' ? readGlobalKey(text, 'read') : readCode(text, reader);
}

import { type CodePlace } from '../code/code.ts';
import { ignoresOfWhole } from '../ignores/whole-file-ignores.ts';
import { isWorthReading } from '../references/mentions.ts';
import { NOTHING } from '../references/reading.ts';
import { type Literal } from '../literals/literal.ts';
import { literalsOfRecords } from '../literals/record.ts';
import { literalsOfScript } from '../literals/script.ts';
import { literalsOfTemplate } from '../literals/text.ts';
import { problemOfYaml } from '../references/record/yaml.ts';
import { readRecord } from '../references/record.ts';
import { readScript } from '../references/script.ts';
import { readTemplate } from '../references/template.ts';
import {
  type BareAccess,
  type FlowNode,
  type Ignore,
  type PartFacts,
  type Reference,
  type Slip,
  type Span,
} from '../reference.ts';
import { type DocumentPart, type FileKind, type PlacedFacts } from './api.ts';
import { type Contents } from './contents.ts';
import { readExplodedNode } from './exploded-node.ts';
import { type Ending } from './file-kind.ts';
import { CONTAINER_TYPES } from './flow-chunk.ts';
import { type FlowObject, isFlowObject, literalsOfFlowObject, readFlowObject } from './flow-object.ts';
import { mayHoldManager, workingManagers } from './secret-managers.ts';
import { isCutShort, problemOfJson, TOO_MANY } from './problem.ts';

const NO_FLOW: FlowObject = { nodes: [], ...NOTHING };

/** A file that is read as a whole: templates, scripts, records, flows in an object, and JSON that is nothing of ours. */
export class WholeFile implements Contents {
  readonly #text: string;
  readonly #ending: Ending;
  #kind: FileKind | undefined;
  #found: FlowObject | undefined;
  #ignores: readonly Ignore[] | undefined;
  #facts: PartFacts | undefined;

  /** `fixed`: the kind, where the file's ending alone tells it. */
  constructor(text: string, ending: Ending, fixed: FileKind | undefined) {
    this.#text = text;
    this.#ending = ending;
    this.#kind = fixed;
  }

  get kind(): FileKind {
    return (this.#kind ??= this.#kindByText());
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
    const { references, bare, slips } = this.#read();
    this.#facts ??= { references, bare, slips, ignores: this.ignores() };
    return [{ start: 0, facts: this.#facts }];
  }

  parts(): readonly DocumentPart[] {
    return [{ start: 0, end: this.#text.length, id: this, literals: () => this.#literals() }];
  }

  partAt(): DocumentPart | undefined {
    const [part] = this.parts();
    return part;
  }

  managers(): readonly Span[] {
    if (!mayHoldManager(this.#text)) return [];
    return workingManagers(this.nodes(), {
      textOf: ({ start, end }) => this.#text.slice(start, end),
      container: (id) => this.container(id),
    });
  }

  ignores(): readonly Ignore[] {
    return (this.#ignores ??= ignoresOfWhole(this.#text, this.kind, this.#ending));
  }

  nodes(): readonly FlowNode[] {
    return this.#read().nodes;
  }

  nodeAt(offset: number): FlowNode | undefined {
    // The last that holds it is the innermost: a subflow's nodes come after it.
    return this.nodes().findLast((node) => node.start <= offset && offset <= node.end);
  }

  container(id: string): FlowNode | undefined {
    return this.nodes().findLast((node) => node.id === id && CONTAINER_TYPES.has(node.type));
  }

  codePlaces(id?: string): readonly CodePlace[] {
    const places = this.#read().code ?? [];
    return id === undefined ? places : places.filter(({ node }) => node.id === id);
  }

  problem(): string | undefined {
    const torn = this.#tornAt();
    return torn ?? (isCutShort(this.#read()) ? TOO_MANY : undefined);
  }

  #tornAt(): string | undefined {
    if (this.#ending === 'json') return problemOfJson(this.#text);
    return this.#ending === 'yaml' ? problemOfYaml(this.#text) : undefined;
  }

  /** JSON and YAML: a flow, a record, a node's settings, or nothing of ours. */
  #kindByText(): FileKind {
    const isJson = this.#ending === 'json';
    if (isJson && isFlowObject(this.#text)) return 'flow';
    if (this.#text.includes('credential')) {
      const { isRecord, ...reading } = readRecord(this.#text, isJson ? 'json' : 'yaml');
      if (isRecord) this.#found = { ...reading, nodes: [] };
      if (isRecord) return 'record';
    }
    const exploded = isJson ? readExplodedNode(this.#text) : undefined;
    if (exploded === undefined) return 'none';
    this.#found = { ...exploded, nodes: [] };
    return 'flow';
  }

  #literals(): readonly Literal[] {
    switch (this.kind) {
      case 'flow':
        return literalsOfFlowObject(this.#text);
      case 'template':
        return literalsOfTemplate(this.#text);
      case 'script':
        return literalsOfScript(this.#text);
      case 'record':
        return literalsOfRecords(this.#text, this.#ending === 'json' ? 'json' : 'yaml');
      case 'none':
      case 'code':
        return [];
    }
  }

  #read(): FlowObject {
    const kind = this.kind; // reads records
    return (this.#found ??= this.#readAs(kind));
  }

  #readAs(kind: FileKind): FlowObject {
    switch (kind) {
      case 'flow':
        return readFlowObject(this.#text);
      case 'template':
        return isWorthReading(this.#text) ? { ...readTemplate(this.#text), nodes: [] } : NO_FLOW;
      case 'script':
        return isWorthReading(this.#text) ? { ...readScript(this.#text), nodes: [] } : NO_FLOW;
      case 'record':
      case 'none':
      case 'code':
        return NO_FLOW;
    }
  }
}

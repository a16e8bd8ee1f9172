import { type CodePlace } from '../code/code.ts';
import { ignoresOfWhole } from '../ignores/whole-file-ignores.ts';
import { isWorthReading } from '../references/mentions.ts';
import { NOTHING } from '../references/reading.ts';
import { problemOfYaml } from '../references/record/yaml.ts';
import { readRecord } from '../references/record.ts';
import { readScript } from '../references/script.ts';
import { readTemplate } from '../references/template.ts';
import { type FlowNode, type Ignore, type Span } from '../reference.ts';
import { type FileKind, type PartForm } from './api.ts';
import { ignoresOfExplodedNode, readExplodedNode } from './exploded-node.ts';
import { type Ending } from './file-kind.ts';
import { CONTAINER_TYPES } from './flow-chunk.ts';
import { type FlowObject, isFlowObject, readFlowObject } from './flow-object.ts';
import { mayHoldManager, workingManagers } from './secret-managers.ts';
import { isCutShort, problemOfJson, TOO_MANY } from './problem.ts';
import { WholeText } from './whole-text.ts';

const NO_FLOW: FlowObject = { nodes: [], ...NOTHING };

/** A file that is read as a whole: templates, scripts, records, flows in an object, and JSON that is nothing of ours. */
export class WholeFile extends WholeText {
  readonly #ending: Ending;
  #kind: FileKind | undefined;
  #found: FlowObject | undefined;
  /** The settings of one node. */
  #isExploded = false;
  #ignores: readonly Ignore[] | undefined;
  #containers: ReadonlyMap<string, FlowNode> | undefined;

  /** `fixed`: the kind, where the file's ending alone tells it. */
  constructor(text: string, ending: Ending, fixed: FileKind | undefined) {
    super(text);
    this.#ending = ending;
    this.#kind = fixed;
  }

  get kind(): FileKind {
    return (this.#kind ??= this.#kindByText());
  }

  managers(): readonly Span[] {
    if (!mayHoldManager(this.text)) return [];
    return workingManagers(this.nodes(), {
      textOf: ({ start, end }) => this.text.slice(start, end),
      container: (id) => this.container(id),
    });
  }

  ignores(): readonly Ignore[] {
    const { kind } = this; // tells what the file is
    return (this.#ignores ??= this.#isExploded
      ? ignoresOfExplodedNode(this.text)
      : ignoresOfWhole(this.text, kind, this.#ending));
  }

  nodes(): readonly FlowNode[] {
    return this.read().nodes;
  }

  get nodeCount(): number {
    return this.nodes().length;
  }

  containers(): readonly FlowNode[] {
    return this.nodes().filter(({ type }) => CONTAINER_TYPES.has(type));
  }

  nodeAt(offset: number): FlowNode | undefined {
    const nodes = this.nodes();
    // The last that holds it is the innermost: a subflow's nodes come after it.
    for (let index = lastBegun(nodes, offset); index >= 0; index--) {
      const node = nodes[index];
      if (node !== undefined && offset <= node.end) return node;
    }
    return undefined;
  }

  container(id: string): FlowNode | undefined {
    this.#containers ??= new Map(this.containers().map((node) => [node.id, node]));
    return this.#containers.get(id);
  }

  codePlaces(id?: string): readonly CodePlace[] {
    const places = this.read().code ?? [];
    return id === undefined ? places : places.filter(({ node }) => node.id === id);
  }

  problem(): string | undefined {
    const torn = this.#tornAt();
    return torn ?? (isCutShort(this.read()) ? TOO_MANY : undefined);
  }

  #tornAt(): string | undefined {
    if (this.#ending === 'json') return problemOfJson(this.text);
    return this.#ending === 'yaml' ? problemOfYaml(this.text) : undefined;
  }

  /** JSON and YAML: a flow, a record, a node's settings, or nothing of ours. */
  #kindByText(): FileKind {
    const isJson = this.#ending === 'json';
    if (isJson && isFlowObject(this.text)) return 'flow';
    if (this.text.includes('credential')) {
      const { isRecord, ...reading } = readRecord(this.text, isJson ? 'json' : 'yaml');
      if (isRecord) this.#found = { ...reading, nodes: [] };
      if (isRecord) return 'record';
    }
    const exploded = isJson ? readExplodedNode(this.text) : undefined;
    if (exploded === undefined) return 'none';
    this.#found = { ...exploded, nodes: [] };
    this.#isExploded = true;
    return 'flow';
  }

  protected form(): PartForm {
    const { kind } = this; // tells what the file is
    switch (kind) {
      case 'flow':
        return { kind: this.#isExploded ? 'settings' : 'flow-object' };
      case 'record':
        return { kind, format: this.#ending === 'json' ? 'json' : 'yaml' };
      case 'template':
      case 'script':
        return { kind };
      case 'none':
        // Settings that refer to nothing of ours yet.
        return { kind: this.#ending === 'json' ? 'settings' : 'other' };
      case 'code':
        return { kind: 'other' };
    }
  }

  protected read(): FlowObject {
    const kind = this.kind; // reads records
    return (this.#found ??= this.#readAs(kind));
  }

  #readAs(kind: FileKind): FlowObject {
    switch (kind) {
      case 'flow':
        return readFlowObject(this.text);
      case 'template':
        return isWorthReading(this.text) ? { ...readTemplate(this.text), nodes: [] } : NO_FLOW;
      case 'script':
        return isWorthReading(this.text) ? { ...readScript(this.text), nodes: [] } : NO_FLOW;
      case 'record':
      case 'none':
      case 'code':
        return NO_FLOW;
    }
  }
}

/** Index of the last node that begins at an offset or before it; -1 for none. */
function lastBegun(nodes: readonly FlowNode[], offset: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

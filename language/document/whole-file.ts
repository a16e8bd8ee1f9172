import { mayMention } from '../references/mentions.ts';
import { readRecord } from '../references/record.ts';
import { readScript } from '../references/script.ts';
import { readTemplate } from '../references/template.ts';
import { type BareAccess, type FlowNode, type Reference } from '../reference.ts';
import { type FileKind } from './api.ts';
import { type Contents } from './contents.ts';
import { type Ending } from './file-kind.ts';
import { CONTAINER_TYPES } from './flow-chunk.ts';
import { type FlowObject, kindOfObject, readFlowObject } from './flow-object.ts';
import { problemOfJson } from './problem.ts';

const NOTHING: FlowObject = { nodes: [], references: [], bare: [] };

/** A file that is read as a whole: templates, scripts, records, flows in an object, and JSON that is nothing of ours. */
export class WholeFile implements Contents {
  readonly kind: FileKind;
  readonly #text: string;
  readonly #ending: Ending;
  #found: FlowObject | undefined;

  constructor(text: string, ending: Ending, fixed: FileKind | undefined) {
    this.#text = text;
    this.#ending = ending;
    this.kind = fixed ?? (ending === 'json' ? kindOfObject(text) : kindOfYaml(text));
  }

  references(): readonly Reference[] {
    return this.#read().references;
  }

  bareAccesses(): readonly BareAccess[] {
    return this.#read().bare;
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

  problem(): string | undefined {
    return this.#ending === 'json' ? problemOfJson(this.#text) : undefined;
  }

  #read(): FlowObject {
    return (this.#found ??= this.#readAs());
  }

  #readAs(): FlowObject {
    switch (this.kind) {
      case 'flow':
        return readFlowObject(this.#text);
      case 'template':
        return mayMention(this.#text) ? { ...readTemplate(this.#text), nodes: [] } : NOTHING;
      case 'script':
        return mayMention(this.#text) ? { ...readScript(this.#text), nodes: [] } : NOTHING;
      case 'record':
        return { ...readRecord(this.#text, this.#ending === 'json' ? 'json' : 'yaml'), nodes: [] };
      case 'none':
        return NOTHING;
    }
  }
}

/** A record in YAML: told by its lines, as most YAML files are something else and not worth parsing. */
function kindOfYaml(text: string): FileKind {
  const has = (names: string) => new RegExp(`(?:^|[{,])[ \\t]*["']?(?:${names})["']?[ \\t]*:`, 'm').test(text);
  return has('credential') && has('function_type|script|template') ? 'record' : 'none';
}

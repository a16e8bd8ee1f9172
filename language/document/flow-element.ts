import { type Node } from 'jsonc-parser';
import { type CodePlace } from '../code/code.ts';
import { codePropertiesOf, mayHaveCode } from '../code/code-properties.ts';
import { mayIgnore } from '../ignores/directives.ts';
import { ignoresOfNode } from '../ignores/node-ignores.ts';
import { readFlowNode } from '../references/flow-node.ts';
import { isFlowWorthReading } from '../references/mentions.ts';
import { treeOf } from '../references/parse-json.ts';
import { NOTHING } from '../references/reading.ts';
import { type FlowNode, type Ignore, type Reading } from '../reference.ts';
import { flowNodeOf } from './flow-object.ts';

/** What is remembered of a node's text: read when asked, offsets count in that text. */
export class FlowElement {
  readonly #deep: boolean;
  #node: FlowNode | null | undefined;
  #reading: Reading | undefined;
  #ignores: readonly Ignore[] | undefined;
  #code: readonly CodePlace[] | undefined;

  /** `deep`: nested too deeply to be read; only identity is known then. */
  constructor(deep: boolean) {
    this.#deep = deep;
  }

  /** Undefined when the object is no node: it has no `id` and `type`. */
  node(text: string): FlowNode | undefined {
    if (this.#node === undefined) this.#node = wellFormedNode(text) ?? this.#tornNode(text) ?? null;
    return this.#node ?? undefined;
  }

  code(text: string): readonly CodePlace[] {
    return (this.#code ??= this.#readCode(text));
  }

  reading(text: string): Reading {
    return (this.#reading ??= this.#read(text));
  }

  ignores(text: string): readonly Ignore[] {
    return (this.#ignores ??= this.#readIgnores(text, undefined));
  }

  #readIgnores(text: string, known: Node | undefined): readonly Ignore[] {
    if (this.#deep || !mayIgnore(text)) return [];
    const tree = known ?? treeOf(text);
    return tree === undefined ? [] : ignoresOfNode(tree, text);
  }

  #read(text: string): Reading {
    if (this.#deep || !isFlowWorthReading(text)) return NOTHING;
    const tree = treeOf(text);
    this.#ignores ??= this.#readIgnores(text, tree);
    const node = tree && flowNodeOf(tree);
    return tree && node ? readFlowNode(tree, text, node.type) : NOTHING;
  }

  #readCode(text: string): readonly CodePlace[] {
    const tree = this.#deep || !mayHaveCode(text) ? undefined : treeOf(text);
    const node = tree && flowNodeOf(tree);
    return tree && node ? codePropertiesOf(tree, text, node.type).map((code) => ({ ...code, node })) : [];
  }

  #tornNode(text: string): FlowNode | undefined {
    const tree = this.#deep ? undefined : treeOf(text);
    return tree && flowNodeOf(tree);
  }
}

/** Much faster than a tree, and enough for most nodes. */
function wellFormedNode(text: string): FlowNode | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { id, type, name, label, z } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof type !== 'string') return undefined;
  const known = typeof name === 'string' ? name : label;
  return {
    id,
    type,
    name: typeof known === 'string' ? known : '',
    parent: typeof z === 'string' ? z : '',
    start: 0,
    end: text.length,
  };
}

import { type Node } from 'jsonc-parser';
import { type Reading } from '../reference.ts';
import { readUnknownString, stringsOf } from './generic-node.ts';
import { itemsOf, propertiesOf, propertyOf, textOf } from './json-tree.ts';
import { MAX_REFERENCES } from './limits.ts';
import { joinReadings, NOTHING } from './reading.ts';
import { type FlowString, readLiteral, readText, readTypedValue } from './typed-value.ts';
import { inputsOf, type NodeInputs, type TypedInput } from './typed-inputs.ts';

/** Properties of any node that no one evaluates: identity, places, and words for people (Markdown in `info`). */
const NO_VALUES = new Set(['id', 'type', 'z', 'g', 'wires', 'name', 'label', 'info', 'outputLabels', 'inputLabels']);

/**
 * What the properties of a node of a flow refer to, in the order of the text.
 * @param node the node's object in a JSON tree (jsonc-parser), perhaps torn
 * @param source the text that the tree was made of; the offsets count in it
 * @param type the node's type
 * @param others properties that hold other nodes, which are read on their own
 */
export function readFlowNode(node: Node, source: string, type: string, others: readonly string[] = []): Reading {
  if (type === 'comment') return NOTHING;
  const collector = new Collector();
  const inputs = inputsOf(type);
  if (inputs) readKnownInputs(node, source, inputs, collector);
  for (const [name, value] of propertiesOf(node)) {
    if (NO_VALUES.has(name) || (value.type === 'array' && others.includes(name))) continue;
    for (const string of stringsOf(value, source, name, name, node)) {
      if (collector.isFull) return collector.reading();
      if (!collector.has(string.node)) collector.add(string, inputs ? readLiteral(string) : readUnknownString(string));
    }
  }
  return collector.reading();
}

/** Collects what was read, and from which strings. */
class Collector {
  readonly #seen = new Set<Node>();
  readonly #readings: Reading[] = [];
  #references = 0;

  get isFull(): boolean {
    return this.#references >= MAX_REFERENCES;
  }

  has(node: Node): boolean {
    return this.#seen.has(node);
  }

  add({ node }: FlowString, reading: Reading): void {
    this.#seen.add(node);
    if (reading !== NOTHING) this.#readings.push(reading);
    this.#references += reading.references.length;
  }

  reading(): Reading {
    return joinReadings(this.#readings);
  }
}

function readKnownInputs(node: Node, source: string, inputs: NodeInputs, collector: Collector): void {
  for (const { value, reader, when, sink } of inputs.texts ?? []) {
    const text = propertyOf(node, value);
    if (text?.type !== 'string' || when?.(node) === false) continue;
    const string = { node: text, source, property: value };
    collector.add(string, readText(string, reader, sink?.(node)));
  }
  for (const input of inputs.typed ?? []) {
    if (input.list === undefined) readTypedInput(node, '', source, input, collector);
    else
      for (const [index, item] of itemsOf(propertyOf(node, input.list)).entries())
        readTypedInput(item, `${input.list}[${index}].`, source, input, collector);
  }
}

function readTypedInput(holder: Node, prefix: string, source: string, input: TypedInput, collector: Collector): void {
  const value = propertyOf(holder, input.value);
  const type = textOf(propertyOf(holder, input.type));
  if (value?.type !== 'string' || type === undefined) return;
  const string = { node: value, source, property: prefix + input.value };
  const access = input.access ? input.access(holder) : 'read';
  const { startup } = input;
  const template = input.rendersLater?.(holder) === true ? 'value' : input.template;
  const sink = access === 'read' ? input.sink?.(holder) : undefined;
  collector.add(string, access ? readTypedValue(string, type, access, { template, startup, sink }) : NOTHING);
}

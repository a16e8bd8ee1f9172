import { type Node } from 'jsonc-parser';
import { type DecodedString } from '../document/json-string.ts';
import { type HeldString, siblingTypeOf, stringsOf } from '../references/generic-node.ts';
import { decode, itemsOf, propertiesOf, propertyOf, textOf } from '../references/json-tree.ts';
import { MAX_LITERALS } from '../references/limits.ts';
import { inputsOf, type TextInput } from '../references/typed-inputs.ts';
import { literalsOfCode } from './code.ts';
import { literalsOfJsonata } from './jsonata.ts';
import { asWritten, embedLiteral, type Literal } from './literal.ts';
import { literalsOfMustache } from './text.ts';
import { typedLiterals } from './typed-value.ts';
import { targetsOf } from './typed-targets.ts';

/** Properties of any node that hold ids and places. */
const NO_TEXTS = new Set(['id', 'type', 'z', 'g', 'wires', 'links', 'nodes']);

/**
 * The literals in the properties of a node: those of its code, expressions and templates, and each string as a whole.
 * @param node the node's object in a JSON tree (jsonc-parser), perhaps torn
 * @param source the text that the tree was made of; the offsets count in it
 * @param others properties that hold other nodes, which are read on their own
 */
export function* literalsOfNode(
  node: Node,
  source: string,
  type: string,
  others: readonly string[] = [],
): Generator<Literal> {
  const known = readersOf(node, type);
  let count = 0;
  for (const [name, value] of propertiesOf(node)) {
    if (NO_TEXTS.has(name) || (value.type === 'array' && others.includes(name))) continue;
    for (const string of stringsOf(value, source, name, name, node)) {
      const decoded = decode(string.node, source);
      const literals = known.get(string.node)?.(decoded) ?? unknownLiterals(string, decoded, type);
      for (const literal of literals) {
        if (++count > MAX_LITERALS) return;
        yield named(literal, name);
      }
    }
  }
}

/** The literals of a string, with offsets of the node's text. */
type Reader = (decoded: DecodedString) => readonly Literal[];

/** A literal without a name of its own is about the property. */
function named(literal: Literal, property: string): Literal {
  return literal.name === undefined && !GENERAL.has(property) ? { ...literal, name: property } : literal;
}

/** Names of properties that say nothing of what they hold. */
const GENERAL = new Set(
  'v v2 to from value payload func initialize finalize template field text op1 op2 format'.split(' '),
);

/** How the strings are read that Node-RED's own node types evaluate. */
function readersOf(node: Node, type: string): ReadonlyMap<Node, Reader> {
  const readers = new Map<Node, Reader>();
  for (const { value, reader, when } of inputsOf(type)?.texts ?? []) {
    const text = propertyOf(node, value);
    if (text?.type === 'string' && when?.(node) !== false) readers.set(text, textReader(reader, type, value));
  }
  for (const target of targetsOf(type)) {
    for (const holder of target.list === undefined ? [node] : itemsOf(propertyOf(node, target.list))) {
      const value = propertyOf(holder, target.value);
      if (value?.type !== 'string' || target.when?.(holder) === false) continue;
      readers.set(value, (decoded) => typedLiterals(decoded, propertyOf(holder, target.type), target.takes, holder));
    }
  }
  return readers;
}

function textReader(reader: TextInput['reader'], type: string, property: string): Reader {
  const embedded = (read: (text: string) => readonly Literal[]) => (decoded: DecodedString) =>
    inJson(read(decoded.text), decoded);
  switch (reader) {
    case 'function':
    case 'startup-function':
      return embedded((code) => literalsOfCode(code, 'function'));
    case 'jsonata':
      return embedded(literalsOfJsonata);
    case 'mustache':
      return embedded(literalsOfMustache);
    case 'message-mustache':
      return embedded((text) => [asWritten(text, refusal(property, type))]);
  }
}

function inJson(literals: readonly Literal[], { toSource }: DecodedString): readonly Literal[] {
  return literals.map((literal) => embedLiteral(literal, { toSource, enclosure: { kind: 'json' } }));
}

/** A string that no property of a known node type evaluates, or one of a node type that is not Node-RED's own. */
function unknownLiterals(string: HeldString, decoded: DecodedString, type: string): readonly Literal[] {
  const sibling = inputsOf(type) === undefined ? siblingTypeOf(string) : undefined;
  if (['str', 'json', 'num', 'jsonata'].includes(textOf(sibling) ?? ''))
    return typedLiterals(decoded, sibling, ['global'], string.holder);
  return inJson([asWritten(decoded.text, refusal(string.property, type))], decoded);
}

function refusal(property: string, type: string): string {
  const node = type === 'unknown' ? 'this' : `the ${type}`;
  return `“${property}” of ${node} node can’t read the global context: set it from a message, as a change or function node before it can.`;
}

import { type Node } from 'jsonc-parser';
import { readFlowNode } from '../references/flow-node.ts';
import { itemsOf, propertyOf } from '../references/json-tree.ts';
import { MAX_GUESSED } from '../references/limits.ts';
import { mayMention } from '../references/mentions.ts';
import { treeOf } from '../references/parse-json.ts';
import { mayIgnore } from '../ignores/directives.ts';
import { ignoresOfNode } from '../ignores/node-ignores.ts';
import { type Ignore, type Reading } from '../reference.ts';
import { depthOf, MAX_DEPTH } from './scanner.ts';

/**
 * Reads a node's settings that a tool keeps in a file of their own (vscode-node-red-tools: `<id>.json`, with identity, type and
 * code elsewhere). Nothing else tells such a file from any other JSON, so it counts only when a typed value in it names
 * something of ours; undefined when none does.
 */
export function readExplodedNode(text: string): Reading | undefined {
  if (text.length > MAX_GUESSED || !mayMention(text)) return undefined;
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const reading = readFlowNode(root, text, typeOf(root));
  const typed = reading.references.filter(({ form }) => form === 'typed-input' || form === 'jsonata');
  return typed.length === 0 ? undefined : { ...reading, references: typed, bare: [] };
}

/** What such a node says is not to be found in it. */
export function ignoresOfExplodedNode(text: string): readonly Ignore[] {
  const root = mayIgnore(text) ? rootOf(text) : undefined;
  return root === undefined ? [] : ignoresOfNode(root, text);
}

/** A value beside its type, as the editor of Node-RED keeps it: other JSON has none. */
const TYPED_TEXT = /"(?:\w{0,50}(?:t|Type|_type)|type)"\s*:\s*"(?:str|num|json|jsonata)"/;

/** A JSON text that may be such settings, which need not refer to anything of ours yet. */
export function settingsIn(text: string): { readonly root: Node; readonly type: string } | undefined {
  if (text.length > MAX_GUESSED || !TYPED_TEXT.test(text)) return undefined;
  const root = rootOf(text);
  return root && { root, type: typeOf(root) };
}

function rootOf(text: string): Node | undefined {
  const root = depthOf(text) > MAX_DEPTH ? undefined : treeOf(text);
  return root?.type === 'object' ? root : undefined;
}

/** The type of a node that does not tell it: the rules of a change node say what they set. */
function typeOf(node: Node): 'change' | 'unknown' {
  const isChange = itemsOf(propertyOf(node, 'rules')).some((rule) => propertyOf(rule, 'pt') !== undefined);
  return isChange ? 'change' : 'unknown';
}

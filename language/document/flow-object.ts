import { type Node, parse } from 'jsonc-parser';
import { type CodePlace } from '../code/code.ts';
import { codePropertiesOf } from '../code/code-properties.ts';
import { mayIgnore } from '../ignores/directives.ts';
import { ignoresOfNode } from '../ignores/node-ignores.ts';
import { readFlowNode } from '../references/flow-node.ts';
import { itemsOf, propertyOf, textOf } from '../references/json-tree.ts';
import { MAX_GUESSED } from '../references/limits.ts';
import { treeOf } from '../references/parse-json.ts';
import { joinReadings } from '../references/reading.ts';
import { type FlowNode, type Ignore, type Reading } from '../reference.ts';
import { depthOf, MAX_DEPTH } from './scanner.ts';

/** The properties of a wrapping that hold nodes. */
export const NODE_LISTS = ['flows', 'nodes', 'configs', 'subflows', 'flow'];

/** What a flow file holds whose top level is an object. */
export interface FlowObject extends Reading {
  readonly nodes: readonly FlowNode[];
  readonly code?: readonly CodePlace[];
}

/** Whether a JSON text is an object that wraps a flow as Node-RED does. */
export function isFlowObject(text: string): boolean {
  // Most JSON files are none: told without parsing.
  if (!/"(?:flows|nodes|flow|configs|subflows)"/.test(text)) return false;
  const value = parseTolerantly(text);
  return typeof value === 'object' && value !== null && wrapsFlow(value);
}

/** Reads `{rev, flows}`, a single flow `{id, nodes, configs, subflows}` (`nodes` missing in the global one), or a subflow module `{…, flow}`. */
export function readFlowObject(text: string): FlowObject {
  const found = nodesOf(text);
  const readings = found.map(({ object, node }) => readFlowNode(object, text, node.type, NODE_LISTS));
  return {
    nodes: found.map(({ node }) => node).toSorted(byStart),
    ...joinReadings(readings),
    code: found
      .flatMap(({ object, node }) => codePropertiesOf(object, text, node.type).map((code) => ({ ...code, node })))
      .sort(byStart),
  };
}

/** What the nodes of such a text say is not to be found in them. */
export function ignoresOfFlowObject(text: string): readonly Ignore[] {
  return mayIgnore(text) ? nodesOf(text).flatMap(({ object }) => ignoresOfNode(object, text, NODE_LISTS)) : [];
}

/** The nodes in such a text, each with its object in the JSON tree. */
export function nodesOf(text: string): readonly Found[] {
  const root = depthOf(text) > MAX_DEPTH ? undefined : treeOf(text);
  if (root?.type !== 'object') return [];
  return [...ownNode(root), ...NODE_LISTS.flatMap((list) => listed(root, list))];
}

/** What a flow file tells of a node, from its object in a JSON tree; undefined when it is no node. */
export function flowNodeOf(object: Node): FlowNode | undefined {
  const id = textOf(propertyOf(object, 'id'));
  const type = textOf(propertyOf(object, 'type'));
  if (id === undefined || type === undefined) return undefined;
  const name = textOf(propertyOf(object, 'name')) ?? textOf(propertyOf(object, 'label')) ?? '';
  const parent = textOf(propertyOf(object, 'z')) ?? '';
  return { id, type, name, parent, start: object.offset, end: object.offset + object.length };
}

interface Found {
  readonly object: Node;
  readonly node: FlowNode;
}

function listed(root: Node, list: string): Found[] {
  return itemsOf(propertyOf(root, list)).flatMap((object) => {
    const node = flowNodeOf(object);
    const inner = itemsOf(propertyOf(object, 'flow')).length > 0 || list === 'subflows' ? nested(object) : [];
    return node === undefined ? inner : [{ object, node }, ...inner];
  });
}

/** The nodes in a subflow of a single flow: they stand in its own lists. */
function nested(object: Node): Found[] {
  return ['nodes', 'configs', 'flow'].flatMap((list) => listed(object, list));
}

/** The object itself: a subflow module is a subflow, a single flow a tab (which has no `type` there). */
function ownNode(root: Node): Found[] {
  const node = flowNodeOf(root);
  if (node !== undefined) return [{ object: root, node }];
  const id = textOf(propertyOf(root, 'id'));
  if (id === undefined) return [];
  const name = textOf(propertyOf(root, 'label')) ?? textOf(propertyOf(root, 'name')) ?? '';
  return [
    { object: root, node: { id, type: 'tab', name, parent: '', start: root.offset, end: root.offset + root.length } },
  ];
}

function wrapsFlow(value: object): boolean {
  const { flows, nodes, flow, id, type, configs, subflows } = value as Record<string, unknown>;
  if (Array.isArray(flows)) return true;
  // GET /flow/global: there are no nodes outside of tabs and subflows.
  if (id === 'global' && (Array.isArray(configs) || Array.isArray(subflows))) return true;
  return (typeof id === 'string' && Array.isArray(nodes)) || (type === 'subflow' && Array.isArray(flow));
}

function parseTolerantly(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (text.length > MAX_GUESSED || depthOf(text) > MAX_DEPTH) return undefined;
    return parse(text, [], { allowTrailingComma: true });
  }
}

function byStart(a: { readonly start: number }, b: { readonly start: number }): number {
  return a.start - b.start;
}

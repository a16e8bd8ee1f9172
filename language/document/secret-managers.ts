import { type Node } from 'jsonc-parser';
import { propertyOf } from '../references/json-tree.ts';
import { treeOf } from '../references/parse-json.ts';
import { type FlowNode, type Span } from '../reference.ts';
import { SECRET_MANAGER } from '../secret-manager.ts';

/** A look at the raw text: without it there is no such node. */
export function mayHoldManager(raw: string): boolean {
  return raw.includes(SECRET_MANAGER);
}

/** What is asked about the document that the nodes are of. */
interface Surroundings {
  readonly textOf: (node: FlowNode) => string;
  readonly container: (id: string) => FlowNode | undefined;
}

/**
 * The types of the Secret Manager nodes that start with the flows, as they are written, without quotes. Left out is what is
 * disabled, and what stands in a subflow: there are as many of it as the subflow has instances, or none.
 */
export function workingManagers(nodes: readonly FlowNode[], { textOf, container }: Surroundings): readonly Span[] {
  return nodes.flatMap((node) => {
    if (node.type !== SECRET_MANAGER) return [];
    const tree = treeOf(textOf(node));
    const type = propertyOf(tree, 'type');
    const outer = container(node.parent);
    const starts =
      !isTrue(tree, 'd') && outer?.type !== 'subflow' && !(outer && isTrue(treeOf(textOf(outer)), 'disabled'));
    if (type === undefined || !starts) return [];
    const start = node.start + type.offset;
    return [{ start: start + 1, end: start + type.length - 1 }];
  });
}

function isTrue(node: Node | undefined, name: string): boolean {
  return propertyOf(node, name)?.value === true;
}

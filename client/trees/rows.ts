import { type TreeNode } from './nodes/node.ts';

/**
 * What VS Code holds on to for a row. It stays the same object while its content is made anew: a menu that is open, or a
 * selection, then still names its row.
 */
export class Row {
  node: TreeNode;
  readonly parent: Row | undefined;
  /** Absent until VS Code has asked. */
  children: readonly Row[] | undefined;

  constructor(node: TreeNode, parent: Row | undefined) {
    this.node = node;
    this.parent = parent;
  }
}

/** Makes rows for nodes, with those of before that have the same id. */
export function rowsFor(
  nodes: readonly TreeNode[],
  parent: Row | undefined,
  before: readonly Row[] = [],
): readonly Row[] {
  const known = new Map(before.map((row) => [row.node.id, row]));
  return nodes.map((node) => known.get(node.id) ?? new Row(node, parent));
}

/**
 * Gives rows their new nodes.
 * @param looks what is shown of a node, to compare
 * @returns the rows to show anew, each with all that is below it
 */
export function update(
  rows: readonly Row[],
  nodes: readonly TreeNode[],
  looks: (node: TreeNode) => string,
): readonly Row[] {
  return rows.flatMap((row, index) => {
    const node = nodes[index];
    if (!node) return [];
    const changed = looks(row.node) !== looks(node);
    row.node = node;
    const { children } = row;
    if (!children) return changed ? [row] : [];
    const below = node.children();
    const sameBelow = sameIds(children, below);
    row.children = sameBelow ? children : rowsFor(below, row, children);
    const deeper = update(row.children, below, looks);
    return changed || !sameBelow ? [row] : deeper;
  });
}

/** True when these nodes are what the rows stand for, in the same order. */
export function sameIds(rows: readonly Row[], nodes: readonly TreeNode[]): boolean {
  return rows.length === nodes.length && rows.every((row, index) => row.node.id === nodes[index]?.id);
}

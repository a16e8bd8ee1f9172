import { nodeId } from '../trees/nodes/node.ts';

/** What a row of a table stands for. */
export type RowTarget =
  | { readonly kind: 'space'; readonly root: string; readonly space: string }
  | { readonly kind: 'secret'; readonly root: string; readonly space: string; readonly path: readonly string[] }
  | { readonly kind: 'credentials'; readonly root: string }
  | { readonly kind: 'credential'; readonly root: string; readonly name: string };

/** The row's id: names may be anything, and no two rows have the same. */
export function rowId(target: RowTarget): string {
  switch (target.kind) {
    case 'space':
      return nodeId(target.kind, target.root, target.space);
    case 'secret':
      return nodeId(target.kind, target.root, target.space, ...target.path);
    case 'credentials':
      return nodeId(target.kind, target.root);
    case 'credential':
      return nodeId(target.kind, target.root, target.name);
  }
}

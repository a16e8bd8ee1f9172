import type * as vscode from 'vscode';

/** A row of a tree. Rows are made anew at each change; `id` is what stays, and keeps expansion and selection. */
export interface TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  item(): vscode.TreeItem;
  children(): readonly TreeNode[];
}

/** Ids hold names of any kind: as JSON no name can look like another's path. */
export function nodeId(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

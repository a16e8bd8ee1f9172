import * as vscode from 'vscode';
import { type TreeNode } from './nodes/node.ts';

/** A view of rows, made anew at each change of the projects. */
export abstract class Tree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly view: vscode.TreeView<TreeNode>;
  #rows: readonly TreeNode[] | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(viewId: string) {
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
  }

  /** The rows at the top. */
  protected abstract rows(): readonly TreeNode[];
  /** Text above the rows, where there is something to say. */
  protected abstract message(): string | undefined;

  refresh(): void {
    this.#rows = undefined;
    this.view.message = this.message() ?? '';
    this.#changed.fire(undefined);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node) return [...node.children()];
    this.#rows ??= this.rows();
    return [...this.#rows];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.item();
    item.id = node.id;
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  /** Shows and selects a row; does nothing when it is gone meanwhile. */
  async reveal(id: string): Promise<void> {
    const node = find(this.getChildren(), id);
    if (node) await this.view.reveal(node, { select: true, focus: false });
  }

  dispose(): void {
    this.view.dispose();
    this.#changed.dispose();
  }
}

function find(nodes: readonly TreeNode[], id: string): TreeNode | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children(), id);
    if (found) return found;
  }
  return undefined;
}

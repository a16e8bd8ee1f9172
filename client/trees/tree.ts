import * as vscode from 'vscode';
import { visible } from '../../language/visible.ts';
import { plainText, visibleLines } from '../plain-text.ts';
import { type TreeNode } from './nodes/node.ts';
import { type Row, rowsFor, sameIds, update } from './rows.ts';

/** A view of rows, of which only those that changed are shown anew. */
export abstract class Tree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Row[] | undefined>();
  readonly #view: vscode.TreeView<Row>;
  #top: readonly Row[] | undefined;
  #selection: Row | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(viewId: string) {
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#view.onDidChangeSelection(({ selection }) => {
      this.#selection = selection[0];
    });
  }

  /** The rows at the top. */
  protected abstract rows(): readonly TreeNode[];
  /** Text above the rows, where there is something to say. */
  protected abstract message(): string | undefined;

  /**
   * What is selected; also while a row above is shown anew: VS Code itself knows of none below that one then. It serves keys
   * only: a menu opens on a row without selecting it, so a menu's command that VS Code gives no row has to ask.
   */
  get selected(): TreeNode | undefined {
    return (this.#view.selection[0] ?? this.#selection)?.node;
  }

  refresh(): void {
    this.#view.message = plainText(this.message() ?? '');
    const nodes = this.rows();
    if (this.#top && this.#top.length > 0 && sameIds(this.#top, nodes)) {
      const changed = update(this.#top, nodes, looksOf);
      if (changed.length > 0) this.#changed.fire([...changed]);
      return;
    }
    this.#top = rowsFor(nodes, undefined, this.#top);
    update(this.#top, nodes, looksOf);
    this.#changed.fire(undefined);
  }

  getChildren(row?: Row): Row[] {
    if (!row) {
      this.#top ??= rowsFor(this.rows(), undefined);
      return [...this.#top];
    }
    row.children ??= rowsFor(row.node.children(), row);
    return [...row.children];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = row.node.item();
    item.id = row.node.id;
    if (typeof item.label === 'string') item.label = visible(item.label);
    if (typeof item.description === 'string') item.description = visible(item.description);
    if (typeof item.tooltip === 'string') item.tooltip = visibleLines(item.tooltip);
    return item;
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  /** Shows and selects a row; does nothing when it is gone meanwhile. */
  async reveal(id: string): Promise<void> {
    const row = this.#find(this.getChildren(), id);
    if (row) await this.#view.reveal(row, { select: true, focus: false });
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }

  #find(rows: readonly Row[], id: string): Row | undefined {
    for (const row of rows) {
      const found = row.node.id === id ? row : this.#find(this.getChildren(row), id);
      if (found) return found;
    }
    return undefined;
  }
}

function looksOf(node: TreeNode): string {
  return JSON.stringify(node.item());
}

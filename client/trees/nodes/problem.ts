import * as vscode from 'vscode';
import { nodeId, type TreeNode } from './node.ts';

/** What a problem row's file is: `config` has commands of its own in the menus, and so has one that git could not merge. */
export type ProblemKind = 'config' | 'broken' | 'broken+unmerged';

/** A file that can't be used: what is wrong stands in the row and, whole, in its tooltip; a click opens the file. */
export class ProblemNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly file: string;
  readonly root: string;
  readonly #label: string;
  readonly #problem: string;
  readonly #kind: ProblemKind;

  constructor(
    row: { readonly kind: ProblemKind; readonly root: string; readonly label: string; readonly problem: string },
    file: string,
    parent: TreeNode | undefined,
  ) {
    this.id = nodeId('problem', file);
    this.parent = parent;
    this.file = file;
    this.root = row.root;
    this.#kind = row.kind;
    this.#label = row.label;
    this.#problem = row.problem;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.#label);
    item.description = this.#problem;
    item.tooltip = this.#problem;
    item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    item.contextValue = this.#kind;
    item.accessibilityInformation = { label: `${this.#label}: ${this.#problem}` };
    item.command = { command: 'vscode.open', title: this.#label, arguments: [vscode.Uri.file(this.file)] };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

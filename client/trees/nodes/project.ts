import * as vscode from 'vscode';
import { type Project } from '../../projects.ts';
import { nodeId, type TreeNode } from './node.ts';

/** A project; shown where a window has several. */
export class ProjectNode implements TreeNode {
  readonly id: string;
  readonly parent = undefined;
  readonly project: Project;
  readonly #rows: (parent: TreeNode) => readonly TreeNode[];

  constructor(project: Project, rows: (parent: TreeNode) => readonly TreeNode[]) {
    this.id = nodeId('project', project.root);
    this.project = project;
    this.#rows = rows;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.project.name, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('root-folder');
    item.tooltip = this.project.root;
    item.contextValue = 'project';
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#rows(this);
  }
}

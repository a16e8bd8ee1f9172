import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Project } from '../../projects.ts';
import { usesText } from '../texts.ts';
import { nodeId, type TreeNode } from './node.ts';

/** A credential that flows use and the store lacks. */
export class MissingCredentialNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly project: Project;
  readonly name: string;
  readonly #count: number;

  constructor(project: Project, name: string, count: number, parent: TreeNode | undefined) {
    this.id = nodeId('missingCredential', project.root, name);
    this.parent = parent;
    this.project = project;
    this.name = name;
    this.#count = count;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name);
    item.description = l10n.t('missing · {0}', usesText(this.#count, false));
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.contextValue = 'missingCredential';
    item.accessibilityInformation = { label: l10n.t('Missing credential {0}, {1}', this.name, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

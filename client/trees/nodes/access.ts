import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Project } from '../../projects.ts';
import { nodeId, type TreeNode } from './node.ts';
import { OwnerNode } from './reader.ts';

/** Tells someone who is no Owner why values are closed to them, with their key to hand to an Owner. */
export class AccessNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly project: Project;

  constructor(project: Project, parent: TreeNode | undefined) {
    this.id = nodeId('access', project.root);
    this.parent = parent;
    this.project = project;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(l10n.t('You are not an Owner'), vscode.TreeItemCollapsibleState.Expanded);
    item.description = l10n.t('names only');
    item.tooltip = l10n.t(
      'Names are shown and checked; values stay closed. Send your public key to an Owner to get access.',
    );
    item.iconPath = new vscode.ThemeIcon('info');
    item.contextValue = 'access';
    item.accessibilityInformation = { label: `${l10n.t('You are not an Owner')}. ${item.tooltip}` };
    return item;
  }

  children(): readonly TreeNode[] {
    const owners = [...this.project.access.values()].flatMap((access) => access.owners);
    const byKey = new Map(owners.map((owner) => [owner.key, owner]));
    return [new MyKeyNode(this), ...[...byKey.values()].map((owner) => new OwnerNode(this, this.project, owner))];
  }
}

/** My public key, to copy. */
class MyKeyNode implements TreeNode {
  readonly id: string;
  readonly parent: AccessNode;

  constructor(parent: AccessNode) {
    this.id = nodeId('myKey', parent.project.root);
    this.parent = parent;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(l10n.t('My public key'));
    item.description = this.parent.project.myKey ?? l10n.t('none yet');
    item.tooltip = this.parent.project.myKey ?? l10n.t('Copy My Public Key makes an identity first.');
    item.iconPath = new vscode.ThemeIcon('key');
    item.contextValue = 'access+key';
    item.accessibilityInformation = { label: l10n.t('{0}: {1}', l10n.t('My public key'), item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Lock } from '../../identity.ts';
import { type Project } from '../../projects.ts';
import { nodeId, type TreeNode } from './node.ts';

/** Says that identities are closed, and opens them on a click. */
export class LockedNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly #lock: Lock;

  constructor(project: Project, lock: Lock, parent: TreeNode | undefined) {
    this.id = nodeId('locked', project.root);
    this.parent = parent;
    this.#lock = lock;
  }

  item(): vscode.TreeItem {
    const { by, reason } = this.#lock;
    const label = by === 'window' ? l10n.t('Locked') : l10n.t('Protected by a passphrase');
    const item = new vscode.TreeItem(label);
    item.description = l10n.t('names only');
    item.tooltip = reason;
    item.iconPath = new vscode.ThemeIcon('lock');
    item.contextValue = 'locked';
    item.command = { title: l10n.t('Unlock'), command: 'flowSecrets.unlock' };
    item.accessibilityInformation = { label: l10n.t('{0}, names only. {1}', label, reason) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type SecretEntry } from '../../../language/catalog.ts';
import { secretDescription, secretTooltip } from '../texts.ts';
import { nodeId, type TreeNode } from './node.ts';
import { memberNodes } from './path.ts';
import { type SpaceNode } from './space.ts';

/** The icon of what nothing uses is faint; its description says why. */
export const UNUSED = new vscode.ThemeColor('disabledForeground');

/** The id of a secret's row. */
export function secretId(root: string, space: string, key: string): string {
  return nodeId('secret', root, space, key);
}

/** A secret: KEY, kind and uses. Its value is never part of the tree. */
export class SecretNode implements TreeNode {
  readonly id: string;
  readonly parent: SpaceNode;
  readonly secret: SecretEntry;

  constructor(parent: SpaceNode, secret: SecretEntry) {
    this.id = secretId(parent.project.root, parent.space.space, secret.key);
    this.parent = parent;
    this.secret = secret;
  }

  item(): vscode.TreeItem {
    const { secret, parent } = this;
    const opens = this.children().length > 0;
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(secret.key, opens ? Collapsed : None);
    const counts = parent.counts();
    const uses = new Map(counts?.uses).get(secret.key) ?? (parent.project.state.complete ? 0 : undefined);
    const mayBeUsed = counts !== undefined && (counts.dynamic || counts.unseen);
    item.description = secretDescription(secret, uses, mayBeUsed);
    item.tooltip = secretTooltip(secret);
    item.iconPath = new vscode.ThemeIcon(opens ? 'json' : 'key', uses === 0 && !mayBeUsed ? UNUSED : undefined);
    item.contextValue = `secret+${parent.role}`;
    item.accessibilityInformation = { label: l10n.t('Secret {0}, {1}', secret.key, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return memberNodes(this, this, [], this.secret.shape);
  }
}

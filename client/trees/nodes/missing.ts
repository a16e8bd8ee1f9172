import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { usesText } from '../texts.ts';
import { nodeId, type TreeNode } from './node.ts';
import { type SpaceNode } from './space.ts';

type Used = readonly (readonly [key: string, count: number])[];

/** “Missing” under a space: what its flows use and it lacks. */
export class MissingNode implements TreeNode {
  readonly id: string;
  readonly parent: SpaceNode;
  readonly #keys: Used;

  constructor(parent: SpaceNode, keys: Used) {
    this.id = nodeId('missing', parent.project.root, parent.space.space);
    this.parent = parent;
    this.#keys = keys;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(l10n.t('Missing'), vscode.TreeItemCollapsibleState.Collapsed);
    item.description = String(this.#keys.length);
    item.tooltip = l10n.t('What the flows of this space use and it lacks.');
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.contextValue = `missing+${this.parent.role}`;
    item.accessibilityInformation = { label: l10n.t('Missing, {0}', this.#keys.length) };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.#keys.map(([key, count]) => new MissingSecretNode(this, key, count));
  }
}

/** A secret that flows of the space use and it lacks. */
export class MissingSecretNode implements TreeNode {
  readonly id: string;
  readonly parent: MissingNode;
  readonly key: string;
  readonly #count: number;

  constructor(parent: MissingNode, key: string, count: number) {
    this.id = nodeId(parent.id, key);
    this.parent = parent;
    this.key = key;
    this.#count = count;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.key);
    item.description = usesText(this.#count, false);
    item.iconPath = new vscode.ThemeIcon('circle-outline');
    item.contextValue = `missingSecret+${this.parent.parent.role}`;
    item.accessibilityInformation = { label: l10n.t('Missing secret {0}, {1}', this.key, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

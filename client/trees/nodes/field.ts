import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { sealedDescription, sealedState, sealedTooltip } from '../texts.ts';
import { type CredentialNode } from './credential.ts';
import { nodeId, type TreeNode } from './node.ts';

/** Something is to be done about it: the row's text says what. */
export const CARE = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

/** A field of a credential. A plain one shows its value when the tree asks for it; a sealed one has none to show. */
export class FieldNode implements TreeNode {
  readonly id: string;
  readonly parent: CredentialNode;
  readonly name: string;
  readonly sealed: boolean;

  constructor(parent: CredentialNode, name: string, sealed: boolean) {
    this.id = nodeId(parent.id, name);
    this.parent = parent;
    this.name = name;
    this.sealed = sealed;
  }

  /** True for a sealed field that a runtime can't open, or that a former one still can. */
  get needsCare(): boolean {
    const { project, credential } = this.parent;
    const sealed = project.details.get(credential.name)?.sealed.find(({ name }) => name === this.name);
    if (!this.sealed || !sealed) return false;
    const { enterAgain, changeAtProvider } = sealedState(sealed.sealedTo, project.config.runtimes);
    return enterAgain.length + changeAtProvider.length > 0;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name);
    const details = this.parent.project.details.get(this.parent.credential.name);
    if (this.sealed) {
      const { runtimes } = this.parent.project.config;
      const sealedTo = details?.sealed.find(({ name }) => name === this.name)?.sealedTo;
      item.description = sealedTo ? sealedDescription(sealedState(sealedTo, runtimes)) : l10n.t('sealed');
      item.tooltip = sealedTo && sealedTooltip(sealedTo, runtimes);
    } else {
      const value = new Map(details?.fields).get(this.name) ?? '';
      item.description = value;
      // Whole, where the row is too narrow.
      item.tooltip = l10n.t('{0}: {1}', this.name, value);
    }
    item.iconPath = this.needsCare ? CARE : new vscode.ThemeIcon(this.sealed ? 'lock' : 'symbol-field');
    const custom = this.parent.credential.type === 'custom' ? '+custom' : '';
    item.contextValue = `field+${this.sealed ? 'sealed' : 'plain'}${custom}${this.needsCare ? '+care' : ''}`;
    item.accessibilityInformation = { label: l10n.t('Field {0}, {1}', this.name, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

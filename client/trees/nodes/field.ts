import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CredentialNode } from './credential.ts';
import { nodeId, type TreeNode } from './node.ts';

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

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.name);
    const details = this.parent.project.details.get(this.parent.credential.name);
    if (this.sealed) {
      const runtimes = details?.sealed.find(({ name }) => name === this.name)?.sealedTo ?? [];
      item.description = l10n.t('sealed');
      item.tooltip = l10n.t('Sealed to {0}: nobody can read it back.', this.#runtimeNames(runtimes));
    } else {
      const value = new Map(details?.fields).get(this.name) ?? '';
      item.description = value;
      // Whole, where the row is too narrow.
      item.tooltip = l10n.t('{0}: {1}', this.name, value);
    }
    item.iconPath = new vscode.ThemeIcon(this.sealed ? 'lock' : 'symbol-field');
    const custom = this.parent.credential.type === 'custom' ? '+custom' : '';
    item.contextValue = `field+${this.sealed ? 'sealed' : 'plain'}${custom}`;
    item.accessibilityInformation = { label: l10n.t('Field {0}, {1}', this.name, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }

  #runtimeNames(keys: readonly string[]): string {
    const names = new Map(this.parent.project.config.runtimes.map(({ key, name }) => [key, name]));
    return keys.map((key) => names.get(key) ?? l10n.t('{0} (no runtime any more)', key)).join(', ');
  }
}

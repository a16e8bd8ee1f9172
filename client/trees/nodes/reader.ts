import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Recipient } from '../../../store/store.ts';
import { type Project } from '../../projects.ts';
import { shortKey } from '../../recipient-text.ts';
import { runtimeTooltip } from '../texts.ts';
import { CARE } from './field.ts';
import { nodeId, type TreeNode } from './node.ts';
import { type ReadersNode } from './readers.ts';

/** Someone who can open a space; above all spaces (AccessNode), someone to ask for access. */
export class OwnerNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode;
  readonly owner: Recipient;
  /** Where the Owner can be taken out; undefined above all spaces. */
  readonly of: ReadersNode | undefined;
  readonly #project: Project;

  constructor(parent: TreeNode, project: Project, owner: Recipient, of?: ReadersNode) {
    this.id = nodeId('owner', parent.id, owner.key);
    this.parent = parent;
    this.owner = owner;
    this.of = of;
    this.#project = project;
  }

  item(): vscode.TreeItem {
    const { name, key } = this.owner;
    const label = l10n.t('Owner: {0}', name ?? shortKey(key));
    const item = new vscode.TreeItem(label);
    const short = name === undefined ? '' : shortKey(key);
    const isMe = key === this.#project.myKey;
    item.description = isMe ? l10n.t('you {0}', short).trim() : short;
    item.tooltip = key;
    item.iconPath = new vscode.ThemeIcon(isMe ? 'account' : 'person');
    item.contextValue = this.of ? `spaceOwner+${this.of.parent.role}` : 'owner';
    item.accessibilityInformation = { label: isMe ? l10n.t('{0}, you', label) : label };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

/** A runtime that reads a space, or that flow-secrets.json lists for it though it can't. */
export class RuntimeNode implements TreeNode {
  readonly id: string;
  readonly parent: ReadersNode;
  readonly name: string;
  readonly #key: string;
  readonly #reads: boolean;

  constructor(parent: ReadersNode, name: string, key: string, reads: boolean) {
    this.id = nodeId('runtime', parent.id, name, key);
    this.parent = parent;
    this.name = name;
    this.#key = key;
    this.#reads = reads;
  }

  item(): vscode.TreeItem {
    const { space, project } = this.parent.parent;
    const label = l10n.t('Runtime: {0}', this.name);
    const item = new vscode.TreeItem(label);
    item.description = this.#reads ? shortKey(this.#key) : l10n.t('can’t open it');
    const spaces = project.config.runtimes.find(({ name }) => name === this.name)?.spaces ?? [];
    item.tooltip = runtimeTooltip({ name: this.name, key: this.#key, spaces }, space.space, this.#reads);
    item.iconPath = this.#reads ? new vscode.ThemeIcon('server-process') : CARE;
    item.contextValue = `runtime+${this.parent.parent.role}`;
    item.accessibilityInformation = { label: l10n.t('{0}, {1}', label, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

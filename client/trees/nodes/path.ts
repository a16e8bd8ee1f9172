import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Shape } from '../../../language/catalog.ts';
import { type Segment } from '../../../language/references/write-access.ts';
import { kindText } from '../texts.ts';
import { nodeId, type TreeNode } from './node.ts';
import { type SecretNode } from './secret.ts';

/** A key path of a JSON secret. */
export class PathNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode;
  readonly secret: SecretNode;
  readonly path: readonly Segment[];
  readonly #shape: Shape;

  constructor(parent: TreeNode, secret: SecretNode, path: readonly Segment[], shape: Shape) {
    this.id = nodeId('path', secret.id, ...path.map(({ name }) => name));
    this.parent = parent;
    this.secret = secret;
    this.path = path;
    this.#shape = shape;
  }

  item(): vscode.TreeItem {
    const last = this.path.at(-1);
    const label = last?.index === true ? `[${last.name}]` : (last?.name ?? '');
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, this.children().length > 0 ? Collapsed : None);
    item.description = kindText(this.#shape);
    item.iconPath = new vscode.ThemeIcon('symbol-field');
    item.contextValue = `path+${this.secret.parent.role}`;
    item.accessibilityInformation = { label: l10n.t('Key path {0}, {1}', label, item.description) };
    return item;
  }

  children(): readonly TreeNode[] {
    return memberNodes(this, this.secret, this.path, this.#shape);
  }
}

/** The rows below a secret or one of its paths. */
export function memberNodes(
  parent: TreeNode,
  secret: SecretNode,
  path: readonly Segment[],
  shape: Shape,
): readonly PathNode[] {
  switch (shape.kind) {
    case 'object':
      return shape.members.map(
        ([name, member]) => new PathNode(parent, secret, [...path, { name, index: false }], member),
      );
    case 'array':
      return shape.items.map(
        (item, at) => new PathNode(parent, secret, [...path, { name: String(at), index: true }], item),
      );
    case 'text':
    case 'unknown':
      return [];
  }
}

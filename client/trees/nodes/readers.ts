import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type SpaceRole } from '../../../store/store.ts';
import { readersText } from '../texts.ts';
import { nodeId, type TreeNode } from './node.ts';
import { OwnerNode, RuntimeNode } from './reader.ts';
import { type SpaceNode } from './space.ts';

/** Who reads a space: its Owners, and the runtimes that run its flows. */
export class ReadersNode implements TreeNode {
  readonly id: string;
  readonly parent: SpaceNode;

  constructor(parent: SpaceNode) {
    this.id = nodeId('readers', parent.id);
    this.parent = parent;
  }

  item(): vscode.TreeItem {
    const label = l10n.t('Owners and Runtimes');
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    const { owners, runtimes } = this.#access();
    item.description = readersText(owners.length, runtimes.length);
    item.tooltip = l10n.t(
      'Owners read and change the space. Runtimes read it, and alone open the credentials that were sealed to them.',
    );
    item.iconPath = new vscode.ThemeIcon('organization');
    item.contextValue = `readers+${this.parent.role}`;
    item.accessibilityInformation = {
      label: l10n.t('{0} of {1}: {2}', label, this.parent.space.space, item.description),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    const { project, space } = this.parent;
    const { owners, runtimes } = this.#access();
    const listed = project.config.runtimes.filter((runtime) => runtime.spaces.includes(space.space));
    const closed = listed.filter(({ key }) => !runtimes.some((runtime) => runtime.key === key));
    return [
      ...owners.map((owner) => new OwnerNode(this, project, owner, this)),
      ...runtimes.map(({ name, key }) => new RuntimeNode(this, name ?? key, key, true)),
      ...closed.map(({ name, key }) => new RuntimeNode(this, name, key, false)),
    ];
  }

  #access(): Pick<SpaceRole, 'owners' | 'runtimes'> {
    const { project, space } = this.parent;
    return project.access.get(space.space) ?? { owners: [], runtimes: [] };
  }
}

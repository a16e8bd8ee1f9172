import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type SpaceCatalog } from '../../../language/catalog.ts';
import { type Project } from '../../projects.ts';
import { ownersText } from '../../recipient-text.ts';
import { secretsText, spaceDescription, spaceTooltip } from '../texts.ts';
import { CARE } from './field.ts';
import { MissingNode } from './missing.ts';
import { nodeId, type TreeNode } from './node.ts';
import { ReadersNode } from './readers.ts';
import { SecretNode } from './secret.ts';

/** The id of a space's row. */
export function spaceId(root: string, space: string): string {
  return nodeId('space', root, space);
}

/** A space with its secrets, and what its flows use and it lacks. */
export class SpaceNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly project: Project;
  readonly space: SpaceCatalog;

  constructor(project: Project, space: SpaceCatalog, parent: TreeNode | undefined) {
    this.id = spaceId(project.root, space.space);
    this.parent = parent;
    this.project = project;
    this.space = space;
  }

  /** Whether this user's identity opens the space. */
  get role(): 'owner' | 'names' {
    return this.project.access.get(this.space.space)?.role ?? 'names';
  }

  item(): vscode.TreeItem {
    const { space, project } = this;
    const access = project.access.get(space.space);
    const item = new vscode.TreeItem(space.space, vscode.TreeItemCollapsibleState.Collapsed);
    item.description = spaceDescription(space);
    item.tooltip = spaceTooltip(space, {
      role: this.role,
      reason: access?.reason,
      owners: ownersText(access?.owners ?? []),
      issuedAt: project.store.issuedAt(space.space),
      news: access ?? {},
    });
    if ((access?.warning ?? access?.note) !== undefined)
      item.description = l10n.t('not as you last saw it · {0}', item.description);
    if (access?.code === 'tampered') item.description = l10n.t('can’t be trusted · {0}', item.description);
    item.iconPath = this.#icon();
    item.contextValue = `space+${this.role}${this.#state()}`;
    const secrets = secretsText(space.secrets.length);
    item.accessibilityInformation = {
      label: [l10n.t('Space {0}, version {1}, {2}', space.space, space.version, secrets), ...this.#faults()].join(', '),
    };
    return item;
  }

  children(): readonly TreeNode[] {
    const secrets = this.space.secrets.map((secret) => new SecretNode(this, secret));
    const missing = this.counts()?.missing ?? [];
    const { owners = [] } = this.project.access.get(this.space.space) ?? {};
    return [
      ...secrets,
      ...(missing.length > 0 ? [new MissingNode(this, missing)] : []),
      // In Restricted Mode nobody looks who reads it.
      ...(owners.length > 0 ? [new ReadersNode(this)] : []),
    ];
  }

  #icon(): vscode.ThemeIcon {
    const access = this.project.access.get(this.space.space);
    if (access?.code === 'tampered')
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    if (access?.warning !== undefined) return CARE;
    if (access?.note !== undefined) return new vscode.ThemeIcon('info');
    return new vscode.ThemeIcon(this.role === 'owner' ? 'server-environment' : 'lock');
  }

  /** What icon and tooltip say, for who does not see them. */
  #faults(): readonly string[] {
    const access = this.project.access.get(this.space.space);
    const reason = access?.code === 'tampered' ? access.reason : undefined;
    return [access?.warning, access?.note, reason].filter((text) => text !== undefined);
  }

  /** What the menus need to know beside the role. */
  #state(): string {
    const access = this.project.access.get(this.space.space);
    if (access?.code === 'tampered') return '+tampered';
    if (access?.warning !== undefined) return '+warned';
    return access?.note === undefined ? '' : '+noted';
  }

  /** The server's counts for this space; absent until it has them. */
  counts(): Project['state']['spaces'][number] | undefined {
    return this.project.state.spaces.find(({ space }) => space === this.space.space);
  }
}

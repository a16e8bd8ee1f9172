import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type CredentialEntry } from '../../../language/catalog.ts';
import { type Project } from '../../projects.ts';
import { typeLabel } from '../../credential-type-text.ts';
import { credentialDescription, credentialTooltip, usesText } from '../texts.ts';
import { CARE, FieldNode } from './field.ts';
import { nodeId, type TreeNode } from './node.ts';
import { UNUSED } from './secret.ts';

/** The id of a credential's row. */
export function credentialId(root: string, name: string): string {
  return nodeId('credential', root, name);
}

/** An external credential, which opens to its fields. */
export class CredentialNode implements TreeNode {
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly project: Project;
  readonly credential: CredentialEntry;

  constructor(project: Project, credential: CredentialEntry, parent: TreeNode | undefined) {
    this.id = credentialId(project.root, credential.name);
    this.parent = parent;
    this.project = project;
    this.credential = credential;
  }

  item(): vscode.TreeItem {
    const { credential, project } = this;
    const item = new vscode.TreeItem(credential.name, vscode.TreeItemCollapsibleState.Collapsed);
    const { state } = project;
    const count = new Map(state.credentials).get(credential.name) ?? (state.complete ? 0 : undefined);
    const mayBeUsed = state.dynamicCredentials || state.unseen;
    const uses = usesText(count, mayBeUsed);
    const type = typeLabel(credential.type);
    item.description = credentialDescription(credential, type, uses);
    item.tooltip = credentialTooltip(credential, type, uses);
    const care = this.children().filter(({ needsCare }) => needsCare);
    item.iconPath =
      care.length > 0 ? CARE : new vscode.ThemeIcon('plug', count === 0 && !mayBeUsed ? UNUSED : undefined);
    if (care.length > 0) {
      const names = care.map(({ name }) => name).join(', ');
      item.tooltip = `${item.tooltip}\n${l10n.t('To enter again or to change at its provider: {0}', names)}`;
    }
    item.contextValue = 'credential';
    item.accessibilityInformation = {
      label: l10n.t('External credential {0}, {1}', credential.name, item.description),
    };
    return item;
  }

  children(): readonly FieldNode[] {
    return [
      ...this.credential.fields.map((name) => new FieldNode(this, name, false)),
      ...this.credential.sealed.map((name) => new FieldNode(this, name, true)),
    ];
  }
}

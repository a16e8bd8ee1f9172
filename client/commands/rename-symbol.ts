import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type RenameSymbol } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { credentialTarget, secretTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { renameSymbolIn } from '../rename/rename.ts';
import { FieldNode } from '../trees/nodes/field.ts';

/** F2 in a flow, template, script or record file. Where nothing of ours is, the editor's own rename has its turn. */
export async function renameSymbol(app: App): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const symbol = editor && (await app.server.symbolAt(editor.document.uri, editor.selection.active));
  if (!symbol) {
    await vscode.commands.executeCommand('editor.action.rename');
    return;
  }
  await renameSymbolIn(app, projectOf(app, symbol), symbol);
}

/** A secret, or a name inside a JSON secret, from the tree or the palette. */
export async function renameSecret(app: App, argument: unknown): Promise<void> {
  const { project, space, secret, path } = await secretTarget(app, argument, l10n.t('Rename Secret'));
  if (path.at(-1)?.index === true) {
    throw new UserError(l10n.t('An item of a list has no name that could be changed.'));
  }
  const { root } = project;
  const names = path.map(({ name }) => name);
  await renameSymbolIn(app, project, { root, kind: 'secret', key: secret.key, path: names, spaces: [space.space] });
}

/** An external credential, or a field of a custom one, from the tree or the palette. */
export async function renameCredential(app: App, argument: unknown): Promise<void> {
  const { project, credential } = await credentialTarget(app, argument, l10n.t('Rename Credential'));
  const path = argument instanceof FieldNode ? [argument.name] : [];
  if (path.length > 0 && credential.type !== 'custom') {
    throw new UserError(l10n.t('The fields of {0} belong to its type: they keep their names.', credential.name));
  }
  await renameSymbolIn(app, project, {
    root: project.root,
    kind: 'credential',
    key: credential.name,
    path,
    spaces: [],
  });
}

function projectOf(app: App, { root }: RenameSymbol): Project {
  const project = app.projects.get(root);
  if (!project) throw new UserError(l10n.t('This folder is still being read. Try again in a moment.'));
  return project;
}

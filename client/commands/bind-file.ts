import { relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CODE_SCHEME } from '../../language/code/code-address.ts';
import { bindFile as bindInConfig } from '../../config/edit-config.ts';
import { type App } from '../app.ts';
import { flowOf } from '../code/code-uri.ts';
import { editConfig } from '../config-file.ts';
import { pickMany } from '../dialogs/pick.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { Cancelled, UserError } from '../errors.ts';
import { type Project } from '../projects.ts';

/** Bind File to Space: the one that a quick fix or the status item names, else the active file, else the user's choice. */
export async function bindFile(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const uri = flowOf(uriOf(argument) ?? activeFile() ?? (await askFile(app)));
  const { root, spaces: bound } = await app.server.fileState(uri);
  const project = root === undefined ? undefined : app.projects.get(root);
  if (!project) throw new UserError(l10n.t('{0} is in no folder of this workspace.', uri.fsPath));
  const path = relative(project.root, uri.fsPath).split(sep).join('/');
  const spaces = await askSpaces(project, path, bound);
  await editConfig(project, (text) => bindInConfig(text, path, spaces));
  await done(app, l10n.t('{0} is bound to {1}.', path, spaces.join(', ')));
}

async function askSpaces(project: Project, path: string, bound: readonly string[]): Promise<readonly string[]> {
  const names = [...new Set([...project.catalog.spaces.map(({ space }) => space), ...bound])];
  if (names.length === 0) throw new UserError(l10n.t('There is no space yet. Add one first (Add Space).'));
  const choices = names.map((name) => ({ label: name, picked: bound.includes(name), value: name }));
  const placeholder = l10n.t('Which spaces does {0} run in?', path);
  return pickMany(choices, { title: l10n.t('Bind File to Space'), placeholder });
}

function activeFile(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' || uri?.scheme === CODE_SCHEME ? uri : undefined;
}

/** @throws Cancelled */
async function askFile(app: App): Promise<vscode.Uri> {
  const { root } = await projectTarget(app, undefined);
  const openLabel = l10n.t('Bind');
  const title = l10n.t('Which flow, template or script file?');
  const chosen = await vscode.window.showOpenDialog({ defaultUri: vscode.Uri.file(root), openLabel, title });
  const uri = chosen?.[0];
  if (!uri) throw new Cancelled();
  return uri;
}

/** A quick fix's argument (server/protocol.ts, BindFileArgument), or a file of the explorer. */
function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  return typeof argument.uri === 'string' ? vscode.Uri.parse(argument.uri) : undefined;
}

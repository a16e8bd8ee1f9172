import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Config, CONFIG_FILE } from '../config/config.ts';
import { DEFAULT_CONFIG, readConfig } from '../config/read-config.ts';
import { editConfigFile } from '../store/files/config-file.ts';
import { UserError } from './errors.ts';
import { type FolderGlob } from './language-client.ts';
import { type Project } from './projects.ts';

/** Where the project's flow-secrets.json is, or would be. */
export function configUri({ root }: Project): vscode.Uri {
  return vscode.Uri.file(join(root, CONFIG_FILE));
}

/**
 * The project's configuration as it is on disk now; defaults where there is none.
 * @throws UserError when it can't be used: nothing may be sealed on a guess who reads it
 */
export async function configOf(root: string): Promise<Config> {
  const file = join(root, CONFIG_FILE);
  if (!existsSync(file)) return DEFAULT_CONFIG;
  const read = readConfig(await readFile(file, 'utf8'));
  if ('problem' in read) throw new UserError(read.problem, file);
  return read.config;
}

/** What the bindings of the workspace's configurations name; nothing of one that can't be used. */
export async function workspaceGlobs(): Promise<readonly FolderGlob[]> {
  const files = await vscode.workspace.findFiles(`**/${CONFIG_FILE}`, '**/node_modules/**');
  const globs = await Promise.all(files.map(({ fsPath }) => globsOf(dirname(fsPath))));
  return globs.flat();
}

async function globsOf(root: string): Promise<readonly FolderGlob[]> {
  try {
    return bindingGlobs(root, await configOf(root));
  } catch {
    // The server says what is wrong with it.
    return [];
  }
}

export function bindingGlobs(root: string, { bindings = [] }: Config): readonly FolderGlob[] {
  return bindings.flatMap(({ files }) => files.map((glob) => ({ folder: root, glob })));
}

/** Changes flow-secrets.json, made where it is missing; what an open editor has not saved is not passed over. */
export async function editConfig(project: Project, edit: (text: string) => string): Promise<void> {
  const { fsPath } = configUri(project);
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === fsPath);
  if (open?.isDirty === true) throw new UserError(l10n.t('Save {0} first.', CONFIG_FILE), fsPath);
  await editConfigFile(fsPath, edit);
}

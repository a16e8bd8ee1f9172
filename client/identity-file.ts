import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Cancelled, UserError } from './errors.ts';

/**
 * Asks for a file to write a private key to. One inside the workspace is refused unless git ignores it.
 * @throws Cancelled
 */
export async function askIdentityFile(title: string, name: string): Promise<string> {
  const uri = await vscode.window.showSaveDialog({ title, defaultUri: vscode.Uri.file(join(homedir(), name)) });
  if (!uri) throw new Cancelled();
  await refuseInWorkspace(uri.fsPath);
  return uri.fsPath;
}

async function refuseInWorkspace(file: string): Promise<void> {
  const folder = await realpath(dirname(file));
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const root = await realpath(uri.fsPath);
    if (isInside(folder, root) && !(await isIgnored(file, folder))) {
      throw new UserError(
        l10n.t(
          '{0} is inside the workspace and git would see it. Choose a place outside, or let .gitignore name it.',
          file,
        ),
      );
    }
  }
}

function isInside(folder: string, root: string): boolean {
  const path = relative(root, folder);
  return !path.startsWith('..') && !isAbsolute(path);
}

/** False also where git is missing or the folder is in no repository: it may become part of one. */
async function isIgnored(file: string, folder: string): Promise<boolean> {
  try {
    await promisify(execFile)('git', ['check-ignore', '--quiet', '--', file], { cwd: folder });
    return true;
  } catch {
    return false;
  }
}

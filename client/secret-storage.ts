import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { type EditorFacts } from './storage-strength.ts';

/** How this VS Code runs: what is known of its secret storage depends on it. */
export async function editorFacts(): Promise<EditorFacts> {
  return {
    platform: process.platform,
    isWeb: vscode.env.uiKind === vscode.UIKind.Web,
    isRemote: vscode.env.remoteName !== undefined,
    passwordStore: await passwordStore(),
  };
}

/**
 * `password-store` of VS Code's own argv.json (environmentService.ts, argvResource): VS Code writes "basic" there when its
 * user agrees to weaker encryption (secretStorageService.ts). Undefined where it is not said.
 */
async function passwordStore(): Promise<string | undefined> {
  try {
    const folder = process.env['VSCODE_PORTABLE'] ?? join(homedir(), await dataFolder());
    const argv: unknown = parse(await readFile(join(folder, 'argv.json'), 'utf8'));
    return textIn(argv, 'password-store');
  } catch {
    return undefined;
  }
}

/** `.vscode`, `.vscode-insiders`, `.vscode-oss`, … */
async function dataFolder(): Promise<string> {
  const product: unknown = JSON.parse(await readFile(join(vscode.env.appRoot, 'product.json'), 'utf8'));
  return textIn(product, 'dataFolderName') ?? '.vscode';
}

function textIn(object: unknown, name: string): string | undefined {
  const value: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

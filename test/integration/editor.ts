import { ok } from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';

const POLL_MS = 50;
/** Far above what anything takes: a busy machine is no failure. */
const LIMIT_MS = 60_000;

/** The folder that is open: a copy of the newsroom example. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'a folder is open');
  return folder.uri.fsPath;
}

/** Opens a file of the workspace in an editor. */
export async function open(file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(join(workspaceFolder(), file));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The position just behind some text; the text must be there once at least. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  ok(offset >= 0, `${document.fileName} holds ${text}`);
  return document.positionAt(offset + text.length);
}

/** The range of some text. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const end = after(document, text);
  return new vscode.Range(document.positionAt(document.offsetAt(end) - text.length), end);
}

/** Replaces text in the open document, unsaved. */
export async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, old), text);
  ok(await vscode.workspace.applyEdit(edit));
}

/** Takes back what was not saved, in all editors. */
export async function discardChanges(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(`${document.fileName} as it was`, () => !document.isDirty || undefined);
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Asks again until the answer is there. @throws after the limit, naming what was waited for. */
export async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${LIMIT_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Our findings in a document but the hints, as `rule: text`, in order. */
export function findings(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === 'flow-secrets' && severity !== vscode.DiagnosticSeverity.Hint)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code, range }) => `${ruleOf(code)}: ${document.getText(range)}`);
}

function ruleOf(code: vscode.Diagnostic['code']): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Waits until our findings are these. */
export async function findingsBecome(document: vscode.TextDocument, wanted: readonly string[]): Promise<void> {
  const equal = (): true | undefined => (findings(document).join('\n') === wanted.join('\n') ? true : undefined);
  await until(`${wanted.join(', ') || 'no finding'} in ${document.fileName}`, equal).catch((error: unknown) => {
    throw new Error(`${String(error)}; there are: ${findings(document).join(', ') || 'none'}`);
  });
}

import * as vscode from 'vscode';
import { codeOf } from '../code/code-uri.ts';

/** The document of an address, if VS Code has it open. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  const wanted = vscode.Uri.parse(uri).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted && !document.isClosed);
}

/** A file as people know it: relative to the workspace; code in an editor of its own below its flow file. */
export function fileNameOf(uri: vscode.Uri): string {
  const code = codeOf(uri);
  if (!code) return vscode.workspace.asRelativePath(uri);
  return vscode.workspace.asRelativePath(code.flow) + uri.path.slice(code.flow.path.length);
}

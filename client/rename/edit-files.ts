import * as vscode from 'vscode';
import { editTextFile } from '../../store/files/edit-text-file.ts';
import { type FileRename } from '../../server/protocol.ts';
import { flowOf } from '../code/code-uri.ts';
import { openDocument } from './documents.ts';

type Outcome = 'done' | 'left' | 'unsaved';

/**
 * Edits open documents and saves them; closed files are written whole, every other byte as it was. A file whose text is
 * another one than its edits were made for is left as it is: it is among those that still use the old name.
 * @param files flow files before their code in editors of its own, which are saved into them
 * @returns paths that were edited and could not be saved
 */
export async function editFiles(files: readonly FileRename[]): Promise<readonly string[]> {
  const unsaved: string[] = [];
  for (const file of files) {
    const path = flowOf(vscode.Uri.parse(file.uri)).fsPath;
    const outcome = file.digest === undefined ? await editDocument(file) : await editClosed(path, file, file.digest);
    if (outcome === 'unsaved') unsaved.push(path);
  }
  return unsaved;
}

async function editClosed(path: string, { edits }: FileRename, digest: string): Promise<Outcome> {
  return (await editTextFile(path, digest, edits)) ? 'done' : 'left';
}

async function editDocument({ uri, version, edits }: FileRename): Promise<Outcome> {
  const document = openDocument(uri);
  if (!document || document.version !== version) return 'left';
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) {
    const { start, end } = range;
    edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) return 'left';
  return (await document.save()) ? 'done' : 'unsaved';
}

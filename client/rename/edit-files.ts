import * as vscode from 'vscode';
import { editTextFile } from '../../store/files/edit-text-file.ts';
import { type FileRename } from '../../server/protocol.ts';
import { openDocument } from './documents.ts';

/** What became of the files. */
export interface Edited {
  /** Paths whose text is another one than the edits were made for: left as they are. */
  readonly left: readonly string[];
  /** Paths that were edited and could not be saved. */
  readonly unsaved: readonly string[];
}

/** Edits open documents and saves them; closed files are written whole, every other byte as it was. */
export async function editFiles(files: readonly FileRename[]): Promise<Edited> {
  const left: string[] = [];
  const unsaved: string[] = [];
  for (const file of files) {
    const path = vscode.Uri.parse(file.uri).fsPath;
    const outcome = file.digest === undefined ? await editDocument(file) : await editClosed(path, file, file.digest);
    if (outcome === 'left') left.push(path);
    if (outcome === 'unsaved') unsaved.push(path);
  }
  return { left, unsaved };
}

type Outcome = 'done' | 'left' | 'unsaved';

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

import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type FileRename } from '../../server/protocol.ts';
import { Cancelled } from '../errors.ts';
import { fileNameOf, openDocument } from './documents.ts';
import { type PreviewFiles } from './preview-files.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A file of the preview: the copy that is shown, and where its edits stand there. */
interface Shown {
  readonly file: FileRename;
  readonly uri: vscode.Uri;
  readonly ranges: readonly vscode.Range[];
}

/**
 * Shows all edits in VS Code's Refactor Preview, and changes nothing.
 * @param label what the change annotations say
 * @returns the files with the edits that stayed ticked
 * @throws Cancelled when it is discarded, or nothing stayed ticked
 */
export async function preview(
  files: readonly FileRename[],
  previewFiles: PreviewFiles,
  label: string,
): Promise<readonly FileRename[]> {
  const shown = await Promise.all(files.map((file) => show(file, previewFiles)));
  const wanted = new Set<string>();
  const subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    for (const { range } of contentChanges) wanted.add(idOf(document.uri, range));
  });
  try {
    if (!(await vscode.workspace.applyEdit(editOf(shown, label)))) throw new Cancelled();
    await closeAll(shown);
  } finally {
    subscription.dispose();
    previewFiles.clear();
  }
  const ticked = shown.flatMap(({ file, uri, ranges }) => {
    const edits = file.edits.filter((_edit, index) => wanted.has(idOf(uri, ranges[index])));
    return edits.length === 0 ? [] : [{ ...file, edits }];
  });
  if (ticked.length === 0) throw new Cancelled();
  return ticked;
}

async function show(file: FileRename, previewFiles: PreviewFiles): Promise<Shown> {
  const target = vscode.Uri.parse(file.uri);
  const text = openDocument(file.uri)?.getText() ?? (await readFile(target.fsPath, 'utf8'));
  // VS Code takes a byte order mark out of what it shows.
  const mark = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const uri = previewFiles.add(fileNameOf(target), text.slice(mark));
  const position = ({ line, character }: FileRename['edits'][number]['range']['start']): vscode.Position =>
    new vscode.Position(line, line === 0 ? character - mark : character);
  return {
    file,
    uri,
    ranges: file.edits.map(({ range }) => new vscode.Range(position(range.start), position(range.end))),
  };
}

function editOf(shown: readonly Shown[], label: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const metadata = { label, needsConfirmation: false, iconPath: new vscode.ThemeIcon('symbol-key') };
  for (const { file, uri, ranges } of shown) {
    file.edits.forEach(({ text }, index) => {
      const range = ranges[index];
      if (range) edit.replace(uri, range, text, metadata);
    });
  }
  // VS Code opens the preview for an edit that needs confirmation, and shows such an edit unticked. A file that is there
  // and is “made” again is one, and is not listed: so all others are ticked.
  const [first] = shown;
  if (first) edit.createFile(first.uri, { ignoreIfExists: true }, { label, needsConfirmation: true });
  return edit;
}

/** The copies are saved (nowhere), or VS Code would keep them as unsaved files. */
async function closeAll(shown: readonly Shown[]): Promise<void> {
  await Promise.all(shown.map(async ({ uri }) => openDocument(uri.toString())?.save()));
}

function idOf(uri: vscode.Uri, range: vscode.Range | undefined): string {
  // The preview has documents of its own, with the same paths under another scheme.
  return JSON.stringify([uri.toString(), range?.start, range?.end]);
}

import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type SourceDocument } from '../../language/document/api.ts';
import { createDocument } from '../../language/document/source-document.ts';
import { type Span } from '../../language/reference.ts';
import { FileChanged, replaceFile } from '../../store/files/write.ts';

/** Bigger flow files are not read: VS Code does not show them to extensions either. */
const MAX_BYTES = 50 * 1024 * 1024;

/**
 * A flow file as it is now: the unsaved text of its editor, else the disk's. An editor without changes of its own only
 * follows the disk, perhaps a moment later; and a write to disk changes nothing else, as saving an editor may.
 */
export interface FlowFile {
  readonly document: SourceDocument;
  /** Its document, where it has unsaved changes. */
  readonly open: vscode.TextDocument | undefined;
  /** The bytes on disk that the document was made from. */
  readonly bytes: Uint8Array | undefined;
}

/** Reads flow files, the last one kept: opening and saving ask several times. */
export class FlowFiles {
  #last: { readonly version: string; readonly file: FlowFile } | undefined;

  /**
   * Undefined when there is no such file.
   * @throws Error, with what to do, when it can't be read
   */
  async read(uri: vscode.Uri): Promise<FlowFile | undefined> {
    const open = vscode.workspace.textDocuments.find((document) => document.isDirty && isSame(document.uri, uri));
    const version = open ? `open ${open.version}` : await diskVersion(uri);
    if (version === undefined) return undefined;
    const name = `${uri.toString()} ${version}`;
    if (this.#last?.version === name) return this.#last.file;
    const bytes = open ? undefined : await readFile(uri.fsPath);
    const text = open ? open.getText() : decode(uri, bytes ?? new Uint8Array());
    const file = { document: createDocument(uri.path, text), open, bytes };
    this.#last = { version: name, file };
    return file;
  }

  /** Lets go of the text. */
  forget(): void {
    this.#last = undefined;
  }
}

/**
 * Puts text in a place of a flow file: through its unsaved editor, which is saved then, else on disk, whole or not at all.
 * @returns false when the file was changed meanwhile: the place has to be looked for again
 * @throws Error, for people, when it can't be written
 */
export async function writeFlowFile(
  uri: vscode.Uri,
  { document, open, bytes }: FlowFile,
  edit: (Span & { readonly text: string }) | undefined,
): Promise<boolean> {
  if (open) return writeOpen(uri, open, edit);
  if (!edit || !bytes) return true;
  const text = document.slice(0, edit.start) + edit.text + document.slice(edit.end);
  try {
    await replaceFile(uri.fsPath, bytes, Buffer.from(text), MAX_BYTES);
    return true;
  } catch (error) {
    if (error instanceof FileChanged) return false;
    throw error;
  }
}

async function writeOpen(
  uri: vscode.Uri,
  open: vscode.TextDocument,
  edit: (Span & { readonly text: string }) | undefined,
): Promise<boolean> {
  if (edit) {
    const change = new vscode.WorkspaceEdit();
    const range = new vscode.Range(open.positionAt(edit.start), open.positionAt(edit.end));
    change.replace(open.uri, range, edit.text);
    if (!(await vscode.workspace.applyEdit(change))) return false;
  }
  if (open.isDirty && !(await open.save())) {
    throw new Error(
      l10n.t('{0} holds your change now, but it could not be saved: save it in its own editor.', nameOf(uri)),
    );
  }
  return true;
}

/** Whether the file and its folder can be written: a whole new file takes the old one's place. */
export async function isWritable(uri: vscode.Uri): Promise<boolean> {
  try {
    await Promise.all([access(uri.fsPath, constants.W_OK), access(dirname(uri.fsPath), constants.W_OK)]);
    return true;
  } catch {
    return false;
  }
}

/** The file's name, for people. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.scheme === b.scheme && a.fsPath === b.fsPath;
}

async function diskVersion(uri: vscode.Uri): Promise<string | undefined> {
  const found = await stat(uri.fsPath, { bigint: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return undefined;
  if (found.size > MAX_BYTES) {
    throw new Error(l10n.t('{0} is too big to be edited here (at most 50 MB): split it first.', nameOf(uri)));
  }
  return `${found.mtimeNs} ${found.size} ${found.ino}`;
}

function decode(uri: vscode.Uri, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(l10n.t('{0} is not UTF-8 text: save it with that encoding first.', nameOf(uri)));
  }
}

import * as vscode from 'vscode';

/** Copies of files that a preview may change without changing anything. */
export const PREVIEW_SCHEME = 'flow-secrets-rename';

/**
 * The files of a preview, in memory. VS Code applies the ticked edits of a Refactor Preview at once; a rename has to
 * write to the store first. So the preview is of copies, and tells which edits are wanted.
 */
export class PreviewFiles implements vscode.FileSystemProvider {
  readonly #texts = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  /** @param name relative path of the file that it stands for */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: `/${name}` });
    this.#texts.set(uri.path, Buffer.from(text, 'utf8'));
    return uri;
  }

  clear(): void {
    this.#texts.clear();
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.#texts.get(uri.path);
    if (!text) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  }

  /** What is saved is thrown away with the rest. */
  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.#texts.set(uri.path, content);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

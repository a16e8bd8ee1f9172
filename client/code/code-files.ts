import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { codeEdit, findCode, type FoundCode } from '../../language/code/flow-code.ts';
import { codeOf, type CodeOfFlow } from './code-uri.ts';
import { type FlowFile, FlowFiles, isWritable, nameOf, writeFlowFile } from './flow-file.ts';
import { type KeptStamps } from './kept-stamps.ts';

/** A flow file may change between looking and writing, but not for ever. */
const ATTEMPTS = 5;

/**
 * The code of flow files' nodes as files of their own. A file's text is what the property's JSON string means; its version
 * is that text's (stamps.ts), so that VS Code itself asks the user when the code was changed underneath, and only then.
 */
export class CodeFiles implements vscode.FileSystemProvider {
  readonly #flows = new FlowFiles();
  readonly #stamps: KeptStamps;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** Writes go one after the other: several may go to one flow file. */
  #queue: Promise<unknown> = Promise.resolve();

  readonly onDidChangeFile = this.#changed.event;

  constructor(stamps: KeptStamps) {
    this.#stamps = stamps;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const code = codeOf(uri);
    if (!code) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { text } = await this.#look(uri, code);
    const { mtime, size } = this.#stamps.of(uri).see(text, Date.now());
    this.#stamps.keep(uri);
    const stat = { type: vscode.FileType.File, ctime: 0, mtime, size };
    return (await isWritable(code.flow)) ? stat : { ...stat, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const code = codeOf(uri);
    if (!code) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from((await this.#look(uri, code)).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const code = codeOf(uri);
    if (!code) throw vscode.FileSystemError.NoPermissions(uri);
    const write = this.#queue.then(() => this.#write(uri, code, textOf(content)));
    this.#queue = write.catch(() => undefined);
    await write;
  }

  /** Tells VS Code what became of the code of these files since it was last looked at. */
  async refresh(uris: readonly vscode.Uri[]): Promise<void> {
    const events: vscode.FileChangeEvent[] = [];
    for (const uri of uris) {
      const code = codeOf(uri);
      const found = code && (await this.#find(code).catch(() => undefined));
      // A torn or unreadable flow file says nothing of its code: what the editor shows stays.
      if (found?.kind === 'gone') events.push({ type: vscode.FileChangeType.Deleted, uri });
      if (found?.kind === 'found' && this.#stamps.of(uri).isNew(found.text)) {
        events.push({ type: vscode.FileChangeType.Changed, uri });
      }
    }
    if (events.length > 0) this.#changed.fire(events);
  }

  /** A code editor was closed. */
  forget(uri: vscode.Uri): void {
    this.#stamps.forget(uri);
    this.#flows.forget();
  }

  watch(): vscode.Disposable {
    // Flow files are watched for as long as code of theirs is open (code-watch.ts).
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async #write(uri: vscode.Uri, code: CodeOfFlow, text: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { file, found } = await this.#read(code);
      const { text: present, place } = this.#demand(uri, code, found);
      // VS Code has compared the versions just before: this is someone who came in between.
      if (present !== text && this.#stamps.of(uri).isNew(present)) {
        throw unavailable(l10n.t('The code was changed in {0} just now: save again.', nameOf(code.flow)));
      }
      if (!(await writing(() => writeFlowFile(code.flow, file, codeEdit(file.document, place, text))))) continue;
      this.#stamps.of(uri).see(text, Date.now());
      this.#stamps.keep(uri);
      return;
    }
    throw unavailable(l10n.t('{0} changes all the time: try again later.', nameOf(code.flow)));
  }

  async #look(uri: vscode.Uri, code: CodeOfFlow): Promise<FoundCode & { readonly kind: 'found' }> {
    return this.#demand(uri, code, await writing(() => this.#find(code)));
  }

  async #find(code: CodeOfFlow): Promise<FoundCode> {
    return (await this.#read(code)).found;
  }

  async #read(code: CodeOfFlow): Promise<{ readonly file: FlowFile; readonly found: FoundCode }> {
    const file = await this.#flows.read(code.flow);
    if (!file) throw vscode.FileSystemError.FileNotFound(code.flow);
    return { file, found: findCode(file.document, code) };
  }

  /** @throws FileSystemError with what to do when there is no code to show or to replace */
  #demand(uri: vscode.Uri, code: CodeOfFlow, found: FoundCode): FoundCode & { readonly kind: 'found' } {
    const file = nameOf(code.flow);
    switch (found.kind) {
      case 'found':
        return found;
      case 'gone':
        throw vscode.FileSystemError.FileNotFound(uri);
      case 'doubled':
        throw unavailable(l10n.t('Several nodes in {0} have the id {1}: give each its own first.', file, code.node));
      case 'torn':
        throw unavailable(l10n.t('{0} is torn where this code stands: mend it first.', file));
    }
  }
}

function textOf(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw unavailable(l10n.t('Code of a flow is saved as UTF-8: choose that encoding in the status bar.'));
  }
}

/** Errors as VS Code shows them for files. */
async function writing<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw error;
    throw unavailable(error instanceof Error ? error.message : '');
  }
}

function unavailable(message: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(message);
}

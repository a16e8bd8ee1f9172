import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { type CodeFiles } from './code-files.ts';
import { codeOf, openCodes } from './code-uri.ts';
import { nameOf } from './flow-file.ts';

/** While someone types in the flow file, its code is looked at this long after the last keystroke; milliseconds. */
const PAUSE = 200;

/** Looks at a flow file when it changes, on disk or in its editor, as long as code of it is open. */
export class CodeWatch implements vscode.Disposable {
  readonly #files: CodeFiles;
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(files: CodeFiles) {
    this.#files = files;
    const { workspace } = vscode;
    this.#subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#schedule(document.uri);
      }),
      // Closed unsaved: the disk counts again.
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (codeOf(uri)) this.#files.forget(uri);
        else this.#schedule(uri);
        this.#update();
      }),
      workspace.onDidOpenTextDocument(() => {
        this.#update();
      }),
    ];
    this.#update();
  }

  dispose(): void {
    for (const subscription of [...this.#watchers.values(), ...this.#subscriptions]) subscription.dispose();
    for (const timer of this.#due.values()) clearTimeout(timer);
  }

  /** One watcher for each flow file with open code. */
  #update(): void {
    const flows = new Map(openCodes().flatMap((uri) => flowsOf(uri)));
    for (const [name, watcher] of this.#watchers) {
      if (flows.has(name)) continue;
      watcher.dispose();
      this.#watchers.delete(name);
    }
    for (const [name, flow] of flows) if (!this.#watchers.has(name)) this.#watchers.set(name, this.#watch(flow));
  }

  #watch(flow: vscode.Uri): vscode.Disposable {
    const folder = vscode.Uri.file(dirname(flow.fsPath));
    // What is special in a name as a pattern stands for any one character.
    const name = nameOf(flow).replace(/[*?[\]{}!,]/g, '?');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const look = (uri: vscode.Uri): void => {
      this.#schedule(uri);
    };
    watcher.onDidChange(look);
    watcher.onDidCreate(look);
    watcher.onDidDelete(look);
    return watcher;
  }

  #schedule(flow: vscode.Uri): void {
    const name = flow.toString();
    if (flow.scheme !== 'file' || !this.#watchers.has(name)) return;
    clearTimeout(this.#due.get(name));
    const look = (): void => {
      this.#due.delete(name);
      void this.#files.refresh(openCodes().filter((uri) => codeOf(uri)?.flow.toString() === name));
    };
    this.#due.set(name, setTimeout(look, PAUSE));
  }
}

function flowsOf(uri: vscode.Uri): [string, vscode.Uri][] {
  const flow = codeOf(uri)?.flow;
  return flow ? [[flow.toString(), flow]] : [];
}

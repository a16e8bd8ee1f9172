import * as vscode from 'vscode';
import { CODE_SCHEME } from '../../language/code/code-address.ts';
import { type LanguageServer } from '../language-server.ts';

const KEY = 'flowSecrets.onSymbol';

/** Keeps the context key true while the cursor is on a symbol of ours, so that F2 is ours there and nowhere else. */
export class SymbolContext implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #subscriptions: readonly vscode.Disposable[];
  #value = false;
  #asking = false;
  #moves = 0;

  constructor(server: LanguageServer) {
    this.#server = server;
    const update = (): void => void this.#update();
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) update();
      }),
      vscode.window.onDidChangeActiveTextEditor(update),
      server.onDidChange(update),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** One question at a time: while the cursor moves on, the last place is asked about when the answer is there. */
  async #update(): Promise<void> {
    this.#moves++;
    if (this.#asking) return;
    this.#asking = true;
    for (let answered = 0; answered !== this.#moves;) {
      answered = this.#moves;
      await this.#set(await this.#isOnSymbol());
    }
    this.#asking = false;
  }

  async #isOnSymbol(): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !['file', CODE_SCHEME].includes(editor.document.uri.scheme)) return false;
    try {
      return (await this.#server.symbolAt(editor.document.uri, editor.selection.active)) !== undefined;
    } catch {
      // The server is starting anew: it tells when it is there.
      return false;
    }
  }

  async #set(value: boolean): Promise<void> {
    if (value === this.#value) return;
    this.#value = value;
    await vscode.commands.executeCommand('setContext', KEY, value);
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CODE_SCHEME } from '../language/code/code-address.ts';
import { type FileState } from '../server/protocol.ts';
import { traceOf } from './errors.ts';
import { type LanguageServer } from './language-server.ts';
import { statusText } from './status-text.ts';
import { plainText } from './plain-text.ts';

/** The language status item: in which spaces the active file runs, and whether its catalog is whole. A click binds it. */
export class StatusItem implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #log: vscode.LogOutputChannel;
  readonly #item: vscode.LanguageStatusItem;
  readonly #subscriptions: readonly vscode.Disposable[];
  #asked = 0;

  constructor(server: LanguageServer, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    // An empty selector: the item shows once the active file is known to be one of ours.
    this.#item = vscode.languages.createLanguageStatusItem('flowSecrets.spaces', []);
    this.#item.name = l10n.t('Flow Secrets');
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => void this.#update()),
      server.onDidChange(() => void this.#update()),
    ];
    void this.#update();
  }

  dispose(): void {
    this.#item.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #update(): Promise<void> {
    const asked = ++this.#asked;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const isOurs = uri?.scheme === 'file' || uri?.scheme === CODE_SCHEME;
    const state = isOurs ? await this.#stateOf(uri) : undefined;
    // A later question has been asked meanwhile.
    if (asked !== this.#asked) return;
    void vscode.commands.executeCommand('setContext', 'flowSecrets.fileKind', state?.kind ?? 'none');
    if (!uri || state?.relevant !== true) {
      this.#item.selector = [];
      return;
    }
    this.#show(uri, state);
  }

  #show(uri: vscode.Uri, state: FileState): void {
    const folder = vscode.Uri.joinPath(uri, '..');
    // The name as a pattern: what is special in it stands for any one character.
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[*?[\]{}!,]/g, '?');
    this.#item.selector = { scheme: uri.scheme, pattern: new vscode.RelativePattern(folder, name) };
    const { text, detail, warning } = statusText(state);
    this.#item.text = plainText(text);
    this.#item.detail = plainText(detail);
    const { Information, Warning } = vscode.LanguageStatusSeverity;
    this.#item.severity = warning ? Warning : Information;
    this.#item.accessibilityInformation = { label: `${text}, ${detail}` };
    const bind = { title: l10n.t('Bind…'), command: 'flowSecrets.bindFile', arguments: [{ uri: uri.toString() }] };
    if (vscode.workspace.isTrusted) this.#item.command = bind;
  }

  async #stateOf(uri: vscode.Uri): Promise<FileState | undefined> {
    try {
      return await this.#server.fileState(uri);
    } catch (error) {
      this.#log.debug(`The state of a file could not be asked: ${traceOf(error)}`);
      return undefined;
    }
  }
}

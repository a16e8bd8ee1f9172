import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { SecretValue } from '../../store/secret-value.ts';
import { Cancelled } from '../errors.ts';
import { type NameProblem } from '../names.ts';
import { formHtml } from './form-html.ts';
import { isFormMessage, type ToForm } from './form-message.ts';

/** What is asked for in the form: a value that does not fit into a line. */
export interface ValueQuestion {
  readonly title: string;
  readonly prompt: string;
  /** JSON stands in clear while it is typed; text is masked until the user wants to see it. */
  readonly format: 'json' | 'text';
  /** What stands there at first. */
  readonly text?: SecretValue;
  /** Checked while it is typed; an error blocks, an advice does not. */
  readonly check: (text: string) => NameProblem | undefined;
}

/**
 * Asks in a webview, never in a text document: hot exit would keep that in clear. The value travels by message only, and
 * the form is disposed when it is saved, cancelled or hidden (asking first if something was entered).
 * @throws Cancelled
 */
export function askInForm(context: vscode.ExtensionContext, question: ValueQuestion): Promise<SecretValue> {
  return new Promise((resolve, reject) => {
    const form = new ValueForm(context, question, resolve, () => {
      reject(new Cancelled());
    });
    form.open();
  });
}

const OPEN = new Set<ValueForm>();

/** Closes all forms; what was entered is given up. */
export function cancelForms(): void {
  for (const form of OPEN) form.giveUp();
}

class ValueForm {
  readonly #context: vscode.ExtensionContext;
  readonly #question: ValueQuestion;
  readonly #save: (value: SecretValue) => void;
  readonly #cancel: () => void;
  readonly #initial: string;
  #draft: SecretValue;
  #panel: vscode.WebviewPanel | undefined;
  #asking = false;
  #settled = false;

  constructor(
    context: vscode.ExtensionContext,
    question: ValueQuestion,
    save: (value: SecretValue) => void,
    cancel: () => void,
  ) {
    this.#context = context;
    this.#question = question;
    this.#save = save;
    this.#cancel = cancel;
    this.#draft = question.text ?? new SecretValue('');
    this.#initial = this.#draft.reveal();
  }

  giveUp(): void {
    this.#settle(this.#cancel);
  }

  open(): void {
    OPEN.add(this);
    const media = vscode.Uri.joinPath(this.#context.extensionUri, 'media');
    const panel = vscode.window.createWebviewPanel(
      'flowSecrets.valueForm',
      this.#question.title,
      vscode.ViewColumn.Active,
      // Kept in memory while the question “Discard?” is open; nothing is persisted.
      { enableScripts: true, localResourceRoots: [media], retainContextWhenHidden: true },
    );
    this.#panel = panel;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) void this.#left();
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      void this.#left();
    });
    panel.webview.html = formHtml({
      nonce: randomBytes(16).toString('base64'),
      cspSource: panel.webview.cspSource,
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'value-form.js')).toString(),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'value-form.css')).toString(),
      title: this.#question.title,
      prompt: this.#question.prompt,
      format: this.#question.format,
      save: l10n.t('Save'),
      cancel: l10n.t('Cancel'),
      show: l10n.t('Show what is typed'),
      label: l10n.t('Value'),
    });
  }

  #receive(message: unknown): void {
    if (!isFormMessage(message)) return;
    switch (message.type) {
      case 'ready':
        this.#post({ type: 'text', text: this.#draft.reveal() });
        this.#tell(this.#draft.reveal());
        return;
      case 'draft':
        this.#draft = new SecretValue(message.text);
        this.#tell(message.text);
        return;
      case 'save':
        if (this.#tell(message.text)?.severity !== 'error')
          this.#settle(() => {
            this.#save(new SecretValue(message.text));
          });
        return;
      case 'cancel':
        void this.#left();
        return;
    }
  }

  /** Shows what is wrong with the text, and returns it. */
  #tell(text: string): NameProblem | undefined {
    const problem = this.#question.check(text);
    this.#post({ type: 'problem', message: problem?.message ?? '', blocks: problem?.severity === 'error' });
    return problem;
  }

  #post(message: ToForm): void {
    void this.#panel?.webview.postMessage(message);
  }

  /** Cancelled, hidden or closed: what was entered is given up only when the user says so. */
  async #left(): Promise<void> {
    if (this.#settled || this.#asking) return;
    if (this.#draft.reveal() === this.#initial) {
      this.#settle(this.#cancel);
      return;
    }
    this.#asking = true;
    const discard = l10n.t('Discard');
    const message = l10n.t('Discard what you entered?');
    const answer = await vscode.window.showWarningMessage(message, { modal: true }, discard);
    this.#asking = false;
    if (answer === discard) this.#settle(this.#cancel);
    else if (this.#panel) this.#panel.reveal();
    else this.open();
  }

  #settle(answer: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    OPEN.delete(this);
    this.#draft = new SecretValue('');
    this.#panel?.dispose();
    answer();
  }
}

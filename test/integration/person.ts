import { ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './editor.ts';

/** Who answers the questions of a command. No command of VS Code presses a button, so test/ui has the dialogs themselves. */
export class Person {
  /** Texts of modal questions, with what stood below them. */
  readonly asked: { readonly message: string; readonly detail: string }[] = [];
  /** Texts of messages that were no questions. */
  readonly told: string[] = [];
  /** Presses a button of a modal question; undefined cancels. */
  onQuestion: (message: string) => string | undefined = () => undefined;
  readonly #inputs: vscode.InputBox[] = [];
  readonly #choices: vscode.QuickInput[] = [];
  readonly #own = ownDialogs();

  constructor() {
    const { window } = vscode;
    const show = (message: string, options?: unknown): Promise<string | undefined> =>
      Promise.resolve(this.#hear(message, options));
    Object.assign(window, { showInformationMessage: show, showWarningMessage: show, showErrorMessage: show });
    window.createInputBox = () => {
      const input = this.#own.createInputBox();
      this.#inputs.push(input);
      return input;
    };
    window.createQuickPick = <T extends vscode.QuickPickItem>() => {
      const choices = this.#own.createQuickPick<T>();
      this.#choices.push(choices);
      return choices;
    };
  }

  /** Types into the next input box and presses Enter; undefined presses Escape. */
  async types(text: string | undefined): Promise<void> {
    const input = await until('an input box', () => this.#inputs.shift());
    if (text !== undefined) input.value = text;
    await press(
      input,
      text === undefined ? 'workbench.action.closeQuickOpen' : 'workbench.action.acceptSelectedQuickOpenItem',
    );
  }

  /** Presses Enter in the next list of choices: takes what is chosen at first. */
  async acceptsChoices(): Promise<void> {
    const choices = await until('a list of choices', () => this.#choices.shift());
    await press(choices, 'workbench.action.acceptSelectedQuickOpenItem');
  }

  /** Waits until something was told. */
  async hears(part: string): Promise<void> {
    await until(part, () => this.told.some((text) => text.includes(part)) || undefined).catch(() => {
      ok(false, `Told: ${this.told.join(' | ')}; asked: ${this.asked.map(({ message }) => message).join(' | ')}`);
    });
  }

  /** Gives the window its dialogs back. */
  leave(): void {
    Object.assign(vscode.window, this.#own);
  }

  #hear(message: string, options: unknown): string | undefined {
    if (typeof options !== 'object' || options === null || !('modal' in options)) {
      this.told.push(message);
      return undefined;
    }
    this.asked.push({ message, detail: 'detail' in options ? String(options.detail) : '' });
    return this.onQuestion(message);
  }
}

/** Gives an input a command of VS Code until it is gone: it takes keys once it is shown. */
async function press(input: vscode.QuickInput, key: string): Promise<void> {
  let hidden = false;
  input.onDidHide(() => (hidden = true));
  await until('the input to be answered', async () => {
    if (!hidden) await vscode.commands.executeCommand(key);
    return hidden || undefined;
  });
}

type Dialogs = Pick<
  typeof vscode.window,
  'createInputBox' | 'createQuickPick' | 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage'
>;

function ownDialogs(): Dialogs {
  const { showInformationMessage, showWarningMessage, showErrorMessage, createInputBox, createQuickPick } =
    vscode.window;
  return { showInformationMessage, showWarningMessage, showErrorMessage, createInputBox, createQuickPick };
}

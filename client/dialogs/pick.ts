import * as vscode from 'vscode';
import { answerOf, type Position } from './steps.ts';
import { plainText } from '../plain-text.ts';

/** A choice, and what it stands for. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface Question {
  readonly title: string;
  readonly placeholder: string;
}

/** Asks to choose one. */
export async function pick<T>(choices: readonly Choice<T>[], question: Question, position?: Position): Promise<T> {
  const input = quickPick(choices, question, position);
  const choice = await answerOf(input, () => input.selectedItems[0]);
  return choice.value;
}

/** Asks to choose one or more; `picked` ones are chosen at first. */
export async function pickMany<T>(
  choices: readonly Choice<T>[],
  question: Question,
  position?: Position,
): Promise<readonly T[]> {
  const input = quickPick(choices, question, position);
  input.canSelectMany = true;
  input.selectedItems = input.items.filter((choice) => choice.picked === true);
  const chosen = await answerOf(input, () => (input.selectedItems.length > 0 ? input.selectedItems : undefined));
  return chosen.map((choice) => choice.value);
}

function quickPick<T>(
  choices: readonly Choice<T>[],
  question: Question,
  position: Position | undefined,
): vscode.QuickPick<Choice<T>> {
  const input = vscode.window.createQuickPick<Choice<T>>();
  input.title = plainText(question.title);
  input.placeholder = question.placeholder;
  input.items = choices.map(shown);
  input.matchOnDescription = true;
  input.ignoreFocusOut = true;
  input.step = position?.step;
  input.totalSteps = position?.totalSteps;
  input.buttons = position?.canGoBack === true ? [vscode.QuickInputButtons.Back] : [];
  return input;
}

function shown<T>(choice: Choice<T>): Choice<T> {
  const { label, description } = choice;
  return {
    ...choice,
    label: plainText(label),
    ...(description !== undefined && { description: plainText(description) }),
  };
}

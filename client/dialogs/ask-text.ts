import * as vscode from 'vscode';
import { type NameProblem } from '../names.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { answerOf, type Position } from './steps.ts';
import { plainText } from '../plain-text.ts';

interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What stands there at first. */
  readonly value?: string;
  /** Checked while it is typed; an error blocks, an advice does not. */
  readonly check?: (text: string) => NameProblem | undefined;
}

/** Asks for a line of text. */
export async function askText(question: Question, position?: Position): Promise<string> {
  return ask(question, position, false);
}

/** Asks for a value: masked while it is typed, and redacted from then on. */
export async function askValue(question: Question, position?: Position): Promise<SecretValue> {
  return new SecretValue(await ask(question, position, true));
}

async function ask(question: Question, position: Position | undefined, masked: boolean): Promise<string> {
  const input = vscode.window.createInputBox();
  input.title = plainText(question.title);
  input.prompt = plainText(question.prompt);
  input.placeholder = question.placeholder;
  input.value = question.value ?? '';
  input.password = masked;
  input.ignoreFocusOut = true;
  input.step = position?.step;
  input.totalSteps = position?.totalSteps;
  input.buttons = position?.canGoBack === true ? [vscode.QuickInputButtons.Back] : [];
  const check = (): NameProblem | undefined => {
    const problem = question.check?.(input.value);
    input.validationMessage = problem && messageOf(problem);
    return problem;
  };
  input.onDidChangeValue(check);
  if (input.value !== '') check();
  return answerOf(input, () => (check()?.severity === 'error' ? undefined : input.value));
}

function messageOf(problem: NameProblem): vscode.InputBoxValidationMessage {
  const { Error, Info } = vscode.InputBoxValidationSeverity;
  return { message: plainText(problem.message), severity: problem.severity === 'error' ? Error : Info };
}

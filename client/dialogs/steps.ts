import * as vscode from 'vscode';
import { Cancelled } from '../errors.ts';

/** Thrown by a dialog whose Back button was pressed. */
class Back extends Error {
  constructor() {
    super('Back');
    this.name = 'Back';
  }
}

/** Where a dialog stands in its row, for its title and its Back button. */
export interface Position {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

type Step = (position: Position) => Promise<void>;

/** Runs dialogs one after the other; Back in one leads to the one before. A cancel ends them all. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  let at = 0;
  for (let step = steps[at]; step; step = steps[at]) {
    try {
      await step({ step: at + 1, totalSteps: steps.length, canGoBack: at > 0 });
      at++;
    } catch (error) {
      if (!(error instanceof Back)) throw error;
      at--;
    }
  }
}

/** Shows an input and waits: `accept` gives the answer, or undefined to stay open. Hidden means cancelled. */
export async function answerOf<T>(
  input: vscode.QuickInput & {
    readonly onDidAccept: vscode.Event<void>;
    readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  },
  accept: () => T | undefined,
): Promise<T> {
  try {
    return await new Promise<T>((resolve, reject) => {
      input.onDidAccept(() => {
        const answer = accept();
        if (answer !== undefined) resolve(answer);
      });
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) reject(new Back());
      });
      input.onDidHide(() => {
        reject(new Cancelled());
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

import * as vscode from 'vscode';
import { Cancelled } from '../errors.ts';
import { plainText, visibleLines } from '../plain-text.ts';

/** A modal question with one answer besides Cancel. @throws Cancelled */
export async function confirm(message: string, detail: string, action: string): Promise<void> {
  const answer = await vscode.window.showWarningMessage(
    plainText(message),
    { modal: true, detail: visibleLines(detail) },
    action,
  );
  if (answer !== action) throw new Cancelled();
}

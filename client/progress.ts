import * as vscode from 'vscode';
import { Cancelled } from './errors.ts';
import { plainText } from './plain-text.ts';

/** What ends within this time shows no progress. */
const QUICK_MS = 500;

/** Runs a change of the store; the view “Spaces” shows that something is going on. All or nothing: it can't be cancelled. */
export async function busy<T>(action: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: 'flowSecrets.spaces' } }, action);
}

/** Waits for something that only reads; when that takes a while, with progress that can be cancelled. @throws Cancelled */
export async function waiting<T>(title: string, asked: Promise<T>): Promise<T> {
  const cancel = new vscode.CancellationTokenSource();
  const cancelled = new Promise<never>((_, reject) => {
    cancel.token.onCancellationRequested(() => {
      reject(new Cancelled());
    });
  });
  const options = { location: vscode.ProgressLocation.Notification, title: plainText(title), cancellable: true };
  const timer = setTimeout(() => {
    void vscode.window.withProgress(options, async (_progress, token) => {
      token.onCancellationRequested(() => {
        cancel.cancel();
      });
      await Promise.allSettled([asked]);
    });
  }, QUICK_MS);
  try {
    return await Promise.race([asked, cancelled]);
  } finally {
    clearTimeout(timer);
    cancel.dispose();
  }
}

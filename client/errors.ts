import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { StoreError } from '../store/store.ts';
import { plainText } from './plain-text.ts';

/** The user changed their mind, or has been told already: nothing more is said. */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled');
    this.name = 'Cancelled';
  }
}

/** A refusal or a mistake that its message explains whole, with the next step. */
export class UserError extends Error {
  /** A file that helps, absolute. */
  readonly file: string | undefined;
  constructor(message: string, file?: string) {
    super(message);
    this.name = 'UserError';
    this.file = file;
  }
}

/** Identities are closed just now; the user is offered to unlock them. */
export class LockedError extends UserError {}

/** Runs what a user asked for, and tells them what went wrong. A cancel is silent; the log is offered for surprises only. */
export async function run(log: vscode.LogOutputChannel, name: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Cancelled || error instanceof vscode.CancellationError) return;
    // Who declines to confirm a key knows that nothing was sealed.
    if (error instanceof StoreError && error.code === 'unconfirmed') return;
    if (error instanceof StoreError || error instanceof UserError) {
      // Not awaited: a command has ended once it has said why.
      void showExpected(error);
      return;
    }
    // Only the kind and the place: a message of unknown origin might quote what was typed.
    log.error(`${name} failed: ${traceOf(error)}`);
    void showSurprise(log, name);
  }
}

/** The stack without its first lines (the message), which might hold anything. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}

async function showSurprise(log: vscode.LogOutputChannel, name: string): Promise<void> {
  const showLog = l10n.t('Show Log');
  const message = l10n.t('Flow Secrets could not finish “{0}”. The log says where it stopped.', name);
  if ((await vscode.window.showErrorMessage(plainText(message), showLog)) === showLog) log.show();
}

async function showExpected(error: StoreError | UserError): Promise<void> {
  const { file } = error;
  const open = l10n.t('Open File');
  const unlock = l10n.t('Unlock');
  const choices = [...(file === undefined ? [] : [open]), ...(error instanceof LockedError ? [unlock] : [])];
  const choice = await vscode.window.showErrorMessage(plainText(error.message), ...choices);
  if (choice === unlock) await vscode.commands.executeCommand('flowSecrets.unlock');
  if (choice === open && file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file));
}

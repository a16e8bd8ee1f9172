import * as vscode from 'vscode';
import { type App } from './app.ts';
import { plainText } from './plain-text.ts';

const SHOWN_MS = 6_000;

/** After a change: the views show it, and the status bar says it. */
export async function done(app: App, message: string): Promise<void> {
  vscode.window.setStatusBarMessage(plainText(message), SHOWN_MS);
  await app.projects.refresh();
}

import { equal, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { Cancelled } from '../../../client/errors.ts';
import { waiting } from '../../../client/progress.ts';
import { until } from '../editor.ts';

describe('a look that takes a while', () => {
  beforeEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('is given up at its progress, whatever it is that takes so long', async () => {
    let ended = false;
    const look = waiting('Looking for a value…', new Promise(() => undefined)).finally(() => (ended = true));
    const cancelled = rejects(look, Cancelled);
    await until('Cancel to be pressed', async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return ended || undefined;
    });
    await cancelled;
  });

  it('ends with what was found, or with why nothing was', async () => {
    equal(await waiting('Looking for a value…', Promise.resolve('DB')), 'DB');
    await rejects(waiting('Looking for a value…', Promise.reject(new Error('No key opens it.'))), /No key opens it/);
  });
});

import * as vscode from 'vscode';
import { AutoLock } from './auto-lock.ts';

const SETTING = 'flowSecrets.autoLock';

/** Runs `lock` when nobody used this window for the minutes of the setting (0: never). */
export function lockWhenIdle(lock: () => void): vscode.Disposable {
  const world = {
    now: () => Date.now(),
    after: (ms: number, action: () => void) => {
      const timer = setTimeout(action, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  };
  const auto = new AutoLock(world, lock);
  const update = (): void => {
    auto.update(vscode.window.state.active, vscode.workspace.getConfiguration().get<number>(SETTING) ?? 0);
  };
  update();
  return vscode.Disposable.from(
    auto,
    vscode.window.onDidChangeWindowState(update),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) update();
    }),
  );
}

import { type App } from '../app.ts';

/** Show Log. */
export function showLog(app: App): Promise<void> {
  app.log.show();
  return Promise.resolve();
}

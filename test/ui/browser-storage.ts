import { type Page } from '@playwright/test';

/** The databases in which the workbench keeps the state of its windows: which editors are open, what web views remember. */
export const WINDOW_STATE = 'vscode-web-state-db';

/**
 * What the workbench keeps in the browser: state, unsaved editors, secrets of extensions (sealed).
 * @param databases only those whose name begins so
 */
export async function browserStorage(page: Page, databases = ''): Promise<string> {
  return await page.evaluate<string>(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const parts = [JSON.stringify(localStorage)];
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith(${JSON.stringify(databases)})) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = await done(database.transaction(store).objectStore(store).getAll());
        for (const row of rows) parts.push(row instanceof Uint8Array ? new TextDecoder().decode(row) : JSON.stringify(row));
      }
      database.close();
    }
    return parts.join('\\n');
  })()`);
}

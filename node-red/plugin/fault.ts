import { NO_RULE_SETTINGS } from '../../language/rules/settings.ts';
import { AdminApi, type Served } from './admin-api.ts';
import { publishedCatalog } from './catalog.ts';
import { type Red } from './red.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** Serves editors when the plugin could not start: the status says why, and nothing is published. Never throws. */
export function serveFault(red: Red, message: string): void {
  try {
    new AdminApi(red, partsThatFailed(message)).tellEditors();
  } catch {
    // What failed may fail here too; the log says it.
  }
}

function partsThatFailed(message: string): Served {
  const status = { problems: [message] };
  return {
    sync: { status, catalog: publishedCatalog({}), rules: NO_RULE_SETTINGS, run: () => Promise.resolve(status) },
    settings: { current: DEFAULT_SETTINGS, change: () => Promise.reject(new TypeError(message)) },
    shadowing: { names: [], restore: () => Promise.resolve() },
  };
}

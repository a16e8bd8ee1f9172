import { type IncomingMessage, type ServerResponse } from 'node:http';
import { GLOBAL_NAMES } from './globals.ts';
import { type Red } from './red.ts';

/** A key of a context that has one of our names in it, however it is spelled: `["SECRETS"]`, `$parent.SECRETS`, `#:(file)::SECRETS`. */
const NAMED = new RegExp(`(?:^|[^\\w$])(?:${GLOBAL_NAMES.join('|')})(?![\\w$])`);
/** A name that nobody sets: Node-RED answers with "(undefined)", as for any missing one. */
const NOTHING = 'flow_secrets_hidden';

/** What the guard has to know of the globals, and whom it tells. */
export interface Guarded {
  /** Names that are taken out of lists, which Node-RED would show there. */
  readonly hidden: () => readonly string[];
  /** Someone deleted one of our names, or a path below, in the Context sidebar. */
  readonly onDeleted: () => void;
}

/**
 * Keeps the Admin API from giving our globals out: what is asked of them is answered as for a missing name.
 * @returns whether there is nothing (left) to guard; false where the API is served in a way that can't be reached
 */
export function guardAdminApi(red: Pick<Red, 'httpAdmin' | 'server' | 'settings'>, guarded: Guarded): boolean {
  // Plugins get an app below that of the Admin API, which serves the context before any route of ours could.
  const app = red.httpAdmin.parent;
  if (app) {
    const { handle } = app;
    app.handle = (request, response, next) => {
      watchParameters(request, response, guarded);
      handle.call(app, request, response, next);
    };
    return true;
  }
  red.server?.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    watchParameters(request, response, guarded);
  });
  return red.server !== undefined || red.settings.httpAdminRoot === false;
}

/** What Express found in an address. */
type Parameters = Readonly<Record<string, unknown>>;
type ExpressRequest = IncomingMessage & { params?: Parameters };
type ExpressResponse = ServerResponse & { json?: (body: unknown) => unknown };

/**
 * Changes what the context's routes (editor-api/lib/admin/context.js) are asked for. It looks at what Express made of the
 * address, not at the address: that has spellings which only Express's own reading takes for one (`\context\global\SECRETS#`).
 */
function watchParameters(request: ExpressRequest, response: ExpressResponse, guarded: Guarded): void {
  let current = request.params;
  Object.defineProperty(request, 'params', {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (parameters: Parameters | undefined) => {
      current = parameters;
      if (request.method !== 'DELETE') current = guardedParameters(parameters);
      else if (current !== guardedParameters(current)) response.once('finish', guarded.onDeleted);
      if (isList(parameters)) hideInLists(response, guarded.hidden());
    },
  });
}

/** The parameters of a route; those that ask a context for our globals ask for nothing instead. */
export function guardedParameters(parameters: Parameters | undefined): Parameters | undefined {
  const key = parameters?.['scope'] === undefined ? undefined : parameters['0'];
  return typeof key === 'string' && NAMED.test(key) ? { ...parameters, '0': NOTHING } : parameters;
}

function isList(parameters: Parameters | undefined): boolean {
  return parameters?.['scope'] !== undefined && parameters['0'] === undefined;
}

/** Takes names out of an answer that lists a context: `{ store: { name: value } }` or `{ store: { keys: [{ key: name }] } }`. */
function hideInLists(response: ExpressResponse, names: readonly string[]): void {
  const { json } = response;
  if (!json || names.length === 0) return;
  response.json = (body) => json.call(response, withoutNames(body, names));
}

/** @param body what Node-RED would answer */
export function withoutNames(body: unknown, names: readonly string[]): unknown {
  if (!isRecord(body)) return body;
  const stores = Object.entries(body).map(([store, content]) => {
    if (!isRecord(content)) return [store, content];
    const shown = Object.entries(content).filter(([name]) => !names.includes(name));
    return [
      store,
      Object.fromEntries(shown.map(([name, value]) => [name, name === 'keys' ? shownKeys(value, names) : value])),
    ];
  });
  return Object.fromEntries(stores) as unknown;
}

function shownKeys(keys: unknown, names: readonly string[]): unknown {
  if (!Array.isArray(keys)) return keys;
  return keys.filter(
    (item: unknown) => !(isRecord(item) && typeof item['key'] === 'string' && names.includes(item['key'])),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

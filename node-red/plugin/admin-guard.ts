import { type IncomingMessage, type Server } from 'node:http';
import { GLOBAL_NAMES } from './globals.ts';

const NAMED = new RegExp(`(?:^|[^\\w$])(?:${GLOBAL_NAMES.join('|')})(?![\\w$])`);
/** The routes of editor-api/lib/admin/context.js below any admin root; Express takes any case. */
const CONTEXT_KEY = /^(.*?\/context)\/(?:global|(?:flow|node)\/[^/?]+)\/([^?]*)(?:\?.*)?$/i;
/** A name that nobody sets: Node-RED answers with "(undefined)", as for any missing one. */
const NOTHING = '/global/flow_secrets_hidden';

/** Keeps the Admin API from giving our globals out: what is asked of them is answered as for a missing name. */
export function guardAdminApi(server: Server): void {
  // Before Express: a plugin's own routes come after those of the context.
  server.prependListener('request', (request: IncomingMessage) => {
    if (request.url !== undefined && request.method !== 'DELETE') request.url = guardedUrl(request.url);
  });
}

/** The address that is served in place of one that asks for our globals; else the address itself. */
export function guardedUrl(url: string): string {
  const match = CONTEXT_KEY.exec(url);
  const [, context, encoded] = match ?? [];
  if (context === undefined || encoded === undefined) return url;
  let key: string;
  try {
    key = decodeURIComponent(encoded);
  } catch {
    return url;
  }
  return NAMED.test(key) ? context + NOTHING : url;
}

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type SyncStatus } from '../status.ts';
import { type Handler, type Red } from './red.ts';
import { type Sync } from './sync.ts';

/** The part of the plugin that editors ask. */
type Served = Pick<Sync, 'status' | 'catalog' | 'run'>;

/**
 * Routes below /flow-secrets/ of the admin root: names and states, never a value. To read takes the permission
 * `flow-secrets.read`, to change anything `flow-secrets.write`.
 */
export function serveAdminApi(red: Red, sync: Served): void {
  const reads = [sameSite, red.auth.needsPermission('flow-secrets.read')];
  const writes = [sameSite, red.auth.needsPermission('flow-secrets.write')];
  const { httpAdmin } = red;
  httpAdmin.get(
    '/flow-secrets/status',
    ...reads,
    answering(() => sync.status),
  );
  httpAdmin.get(
    '/flow-secrets/names',
    ...reads,
    answering(() => sync.catalog),
  );
  httpAdmin.post(
    '/flow-secrets/sync',
    ...writes,
    answering(() => sync.run()),
  );
}

/** Tells all open editors what the last sync did; those that open later get it too. */
export function tellEditors(red: Red): (status: SyncStatus) => void {
  return (status) => {
    red.comms.publish('flow-secrets/status', status, true);
  };
}

/**
 * Refuses what pages of other sites ask for: Node-RED allows them all, and where it has no adminAuth nothing else stops
 * them. Browsers say where a request comes from, and pages can't change that.
 */
function sameSite(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (isSameSite(request)) next();
  else send(response, 403, { message: 'Pages of other sites may not use this.' });
}

function isSameSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  // Absent for plain http on anything but localhost: there the origin tells.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** Answers with what `work` gives, as JSON. */
function answering(work: () => unknown): Handler {
  return (_request, response) => {
    void Promise.resolve()
      .then(work)
      .then(
        (body) => {
          send(response, 200, body);
        },
        () => {
          send(response, 500, { message: 'This did not work: a defect of Flow Secrets, please report it.' });
        },
      );
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

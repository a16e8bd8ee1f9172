import { type IncomingMessage, type ServerResponse } from 'node:http';
import { CHANGED_TOPIC, type RuntimeNames, type RuntimeStatus } from '../status.ts';
import { type Handler, type Red } from './red.ts';
import { type SettingsStore } from './settings.ts';
import { type Shadowing } from './shadowing.ts';
import { type Sync } from './sync.ts';

/** The parts of the plugin that editors ask. */
export interface Served {
  readonly sync: Pick<Sync, 'status' | 'catalog' | 'rules' | 'run'>;
  readonly settings: Pick<SettingsStore, 'current' | 'change'>;
  readonly shadowing: Pick<Shadowing, 'names' | 'restore'>;
}

/** Characters that a request may send: all settings together are fewer. */
const LONGEST_BODY = 1000;

/**
 * Routes below /flow-secrets/ of the admin root: names and states, never a value. To read takes the permission
 * `flow-secrets.read`, to change anything `flow-secrets.write`. What changes something answers with the new status.
 */
export class AdminApi {
  readonly #red: Red;
  readonly #served: Served;

  constructor(red: Red, served: Served) {
    this.#red = red;
    this.#served = served;
    const { sync, settings, shadowing } = served;
    const reads = [sameSite, red.auth.needsPermission('flow-secrets.read')];
    const writes = [sameSite, red.auth.needsPermission('flow-secrets.write'), shortBody];
    const status = (): RuntimeStatus => this.status;
    const changing = (work: (body: unknown) => Promise<unknown>): Handler =>
      answering((body) => work(body).then(status));
    red.httpAdmin.get('/flow-secrets/status', ...reads, answering(status));
    red.httpAdmin.get(
      '/flow-secrets/names',
      ...reads,
      answering((): RuntimeNames => ({ ...sync.catalog, rules: [...sync.rules] })),
    );
    red.httpAdmin.post(
      '/flow-secrets/sync',
      ...writes,
      changing(() => sync.run()),
    );
    red.httpAdmin.post(
      '/flow-secrets/settings',
      ...writes,
      changing((body) => settings.change(body)),
    );
    red.httpAdmin.post(
      '/flow-secrets/restore',
      ...writes,
      changing(() => shadowing.restore()),
    );
  }

  get status(): RuntimeStatus {
    const { sync, settings, shadowing } = this.#served;
    return { ...sync.status, settings: settings.current, shadowed: shadowing.names };
  }

  /** Tells all open editors to ask anew; those that open later are told too. */
  tellEditors(): void {
    this.#red.comms.publish(CHANGED_TOPIC, true, true);
  }
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

/** Node-RED has parsed the body, and allows megabytes. */
function shortBody(
  { body }: IncomingMessage & { readonly body?: unknown },
  response: ServerResponse,
  next: () => void,
): void {
  if (JSON.stringify(body ?? {}).length <= LONGEST_BODY) next();
  else send(response, 413, { message: 'This is more than all settings together.' });
}

/** Answers with what `work` gives, as JSON; a TypeError is the sender's mistake. */
function answering(work: (body: unknown) => unknown): Handler {
  return ({ body }, response) => {
    void Promise.resolve(body)
      .then(work)
      .then(
        (answer) => {
          send(response, 200, answer);
        },
        (error: unknown) => {
          if (error instanceof TypeError) send(response, 400, { message: error.message });
          else send(response, 500, { message: 'This did not work: a defect of Flow Secrets, please report it.' });
        },
      );
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

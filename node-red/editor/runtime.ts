import { type Catalog } from '../../language/catalog.ts';
import { type RuntimeSettings, type RuntimeStatus } from '../status.ts';
import { type JQuery, type Red } from './red.ts';

const EMPTY: Catalog = {
  complete: false,
  spaces: [],
  broken: [],
  credentials: { complete: false, credentials: [] },
};

/** Why the runtime did not do what it was asked for. */
export type Failure = 'forbidden' | 'unreachable' | 'refused';

/** What the editor knows of the runtime: kept up to date, told to listeners. Names, never a value. */
export class Runtime {
  readonly #ajax: JQuery['ajax'];
  readonly #listeners = new Set<() => void>();
  #status: RuntimeStatus | undefined;
  #catalog: Catalog = EMPTY;
  #failure: Failure | undefined;
  /** Which request for names is the latest: an older answer is dropped. */
  #asked = 0;

  /** Begins to listen; the runtime keeps its last status for those that come later. */
  constructor(red: Red, jquery: JQuery) {
    this.#ajax = jquery.ajax;
    red.comms.subscribe('flow-secrets/status', (_topic, status) => {
      this.#take(status as RuntimeStatus);
      void this.#askNames();
    });
  }

  /** Undefined until the runtime has told it. */
  get status(): RuntimeStatus | undefined {
    return this.#status;
  }

  /** What the flows of this Node-RED can use; incomplete until the runtime has told it. */
  get catalog(): Catalog {
    return this.#catalog;
  }

  /** Why there are no names, or old ones. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Calls the listener after each change of status or catalog. */
  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Syncs now. Rejects when the runtime does not answer or refuses, as do the others that ask for a change. */
  sync(): Promise<void> {
    return this.#post('sync', {});
  }

  changeSettings(change: Partial<RuntimeSettings>): Promise<void> {
    return this.#post('settings', change);
  }

  /** Takes away what flows have set in the place of ours. */
  restore(): Promise<void> {
    return this.#post('restore', {});
  }

  async #askNames(): Promise<void> {
    const turn = ++this.#asked;
    let catalog: Catalog | undefined;
    let failure: Failure | undefined;
    try {
      catalog = (await this.#ajax({ url: 'flow-secrets/names', method: 'GET', dataType: 'json' })) as Catalog;
    } catch (error) {
      // What was known stays: the return of the runtime brings a status, and with it the next request.
      failure = failureOf(error);
    }
    if (turn !== this.#asked) return;
    this.#catalog = catalog ?? this.#catalog;
    this.#failure = failure;
    this.#tell();
  }

  async #post(route: string, body: object): Promise<void> {
    const data = JSON.stringify(body);
    const contentType = 'application/json';
    const request = { url: `flow-secrets/${route}`, method: 'POST', contentType, data, dataType: 'json' } as const;
    this.#take((await this.#ajax(request)) as RuntimeStatus);
  }

  #take(status: RuntimeStatus): void {
    this.#status = status;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What a request of jQuery's that did not work means. */
export function failureOf(error: unknown): Failure {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 401 || status === 403) return 'forbidden';
  return typeof status === 'number' && status >= 400 ? 'refused' : 'unreachable';
}

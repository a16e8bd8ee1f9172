import { type Catalog } from '../../language/catalog.ts';
import { type SyncStatus } from '../status.ts';
import { type JQuery, type Red } from './red.ts';

const EMPTY: Catalog = {
  complete: false,
  spaces: [],
  broken: [],
  credentials: { complete: false, credentials: [] },
};

/** What the editor knows of the runtime: kept up to date, told to listeners. Names, never a value. */
export class Runtime {
  readonly #ajax: JQuery['ajax'];
  readonly #listeners = new Set<() => void>();
  #status: SyncStatus | undefined;
  #catalog: Catalog = EMPTY;
  /** Which request for names is the latest: an older answer is dropped. */
  #asked = 0;

  /** Begins to listen; the runtime keeps its last status for those that come later. */
  constructor(red: Red, jquery: JQuery) {
    this.#ajax = jquery.ajax;
    red.comms.subscribe('flow-secrets/status', (_topic, status) => {
      this.#status = status as SyncStatus;
      this.#tell();
      void this.#askNames();
    });
  }

  /** Undefined until the runtime has told it. */
  get status(): SyncStatus | undefined {
    return this.#status;
  }

  /** What the flows of this Node-RED can use; incomplete until the runtime has told it. */
  get catalog(): Catalog {
    return this.#catalog;
  }

  /** Calls the listener after each change of status or catalog. */
  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Syncs now; resolves when it is done, rejects when the runtime does not answer or refuses. */
  async sync(): Promise<void> {
    this.#status = (await this.#post('sync', {})) as SyncStatus;
    this.#tell();
  }

  async #askNames(): Promise<void> {
    const turn = ++this.#asked;
    let catalog: Catalog;
    try {
      catalog = (await this.#ajax({ url: 'flow-secrets/names', method: 'GET', dataType: 'json' })) as Catalog;
    } catch {
      // Not permitted, or the runtime is gone: what was known stays, and its return brings a status.
      return;
    }
    if (turn !== this.#asked) return;
    this.#catalog = catalog;
    this.#tell();
  }

  #post(route: string, body: object): PromiseLike<unknown> {
    const data = JSON.stringify(body);
    const contentType = 'application/json';
    return this.#ajax({ url: `flow-secrets/${route}`, method: 'POST', contentType, data, dataType: 'json' });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

import { type Globals, type PublishedGlobals } from './globals.ts';
import { type StoreReader, type StoreReading } from './read-store.ts';
import { type CredentialEntry, type Catalog, type SpaceCatalog } from '../../language/catalog.ts';
import { toObject } from '../../store/runtime/to-value.ts';
import { publishedCatalog } from './catalog.ts';

/** What people see of the last sync. No value. */
export interface SyncStatus {
  readonly space?: string;
  readonly version?: number;
  /** ISO 8601 UTC; when it last published. */
  readonly syncedAt?: string;
  /** Why the last sync failed, in whole or in part; empty when it is good. */
  readonly problems: readonly string[];
}

export interface SyncOptions {
  readonly reader: Pick<StoreReader, 'read'>;
  readonly globals: Globals;
  /** Called after each sync. */
  readonly onSynced: (status: SyncStatus) => void;
}

/** Reads the store and publishes it. A part that can't be read keeps its last good state. */
export class Sync {
  readonly #options: SyncOptions;
  #published: PublishedGlobals = {};
  #names: { readonly space?: SpaceCatalog; readonly credentials?: readonly CredentialEntry[] } = {};
  #status: SyncStatus = { problems: [] };
  #running: Promise<SyncStatus> | undefined;
  #again: Promise<SyncStatus> | undefined;

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  get status(): SyncStatus {
    return this.#status;
  }

  /** The names of what is published. */
  get catalog(): Catalog {
    return publishedCatalog(this.#names);
  }

  /** A sync that begins now or, when one is under way, after it: what was written before the call is seen. */
  run(): Promise<SyncStatus> {
    if (!this.#running) {
      this.#running = this.#sync().finally(() => (this.#running = undefined));
      return this.#running;
    }
    this.#again ??= this.#running.then(() => {
      this.#again = undefined;
      return this.run();
    });
    return this.#again;
  }

  async #sync(): Promise<SyncStatus> {
    const reading = await this.#options.reader.read(this.#status.space);
    this.#status = this.#publish(reading);
    this.#options.onSynced(this.#status);
    return this.#status;
  }

  #publish({ readAt, space, credentials, problems }: StoreReading): SyncStatus {
    const syncedAt = new Date().toISOString();
    const secrets = space?.reveal();
    this.#published = {
      ...this.#published,
      ...(space &&
        secrets && {
          SECRETS: secrets,
          SECRETS_METADATA: toObject<unknown>([
            ['space', space.space],
            ['version', space.version],
            ['created_at', space.createdAt],
            ['updated_at', space.updatedAt],
            ['issued_at', readAt],
            ['synced_at', syncedAt],
            ['keys', space.keys],
          ]),
        }),
      ...(credentials && { CREDENTIALS: toObject(credentials.credentials) }),
    };
    this.#names = {
      ...this.#names,
      ...(space && { space: space.names }),
      ...(credentials && { credentials: credentials.names }),
    };
    this.#options.globals.publish(this.#published);
    if (!space) return { ...this.#status, problems };
    return { space: space.space, version: space.version, syncedAt, problems };
  }
}

import { type Catalog, type CredentialEntry, type SpaceCatalog } from '../../language/catalog.ts';
import { NO_RULE_SETTINGS, type RuleSettings } from '../../language/rules/settings.ts';
import { type RuntimeSpace } from '../../store/runtime/open-spaces.ts';
import { toObject } from '../../store/runtime/to-value.ts';
import { type FrozenValue } from '../frozen-values.ts';
import { type SyncStatus } from '../status.ts';
import { publishedCatalog } from './catalog.ts';
import { type Globals, type PublishedGlobals } from './globals.ts';
import { type Later } from './later.ts';
import { type StoreReader, type StoreReading } from './read-store.ts';
import { faultOfOurs, type Problem } from './sync-problem.ts';

/** A store that does not answer for so long is said to be slow; milliseconds. */
export const SLOW_MS = 5000;

/** A sync that has ended, or that is slow. */
export interface SyncReport {
  /** Absolute folder of the store. */
  readonly root: string;
  readonly status: SyncStatus;
  readonly problems: readonly Problem[];
  /** False while space or credentials could not be read: trying again may help. */
  readonly complete: boolean;
  /** What is published now. */
  readonly published: PublishedGlobals;
}

export interface SyncOptions {
  readonly reader: Pick<StoreReader, 'read' | 'root'>;
  readonly globals: Pick<Globals, 'publish'>;
  /** Called after each sync, and while one is slow. */
  readonly onSynced: (report: SyncReport) => void;
  readonly later: Later;
}

/** Reads the store and publishes it. A part that can't be read keeps its last good state. */
export class Sync {
  readonly #options: SyncOptions;
  #root: string | undefined;
  #published: PublishedGlobals = {};
  #names: { readonly space?: SpaceCatalog; readonly credentials?: readonly CredentialEntry[] } = {};
  #rules = NO_RULE_SETTINGS;
  #status: SyncStatus = { problems: [] };
  #seen: string | undefined;
  #running: Promise<SyncStatus> | undefined;
  #again: Promise<SyncStatus> | undefined;

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  get status(): SyncStatus {
    return this.#status;
  }

  /** Adds to the status which places hold an old value. */
  noteStale(places: readonly FrozenValue[]): void {
    this.#status = { ...this.#status, stale: places };
  }

  /** How loud rules speak in the project; as of the last flow-secrets.json that could be read. */
  get rules(): RuleSettings {
    return this.#rules;
  }

  /** The names of what is published. After a failed sync that is the last good set, which flows still read. */
  get catalog(): Catalog {
    return publishedCatalog(this.#names);
  }

  /** What the reader saw of the files before it read them last. */
  get seen(): string | undefined {
    return this.#seen;
  }

  /** Never rejects. A sync that begins now or, when one is under way, after it: what was written before the call is seen. */
  run(): Promise<SyncStatus> {
    if (!this.#running) {
      this.#running = this.#sync()
        .catch((error: unknown) => this.#failed(error))
        .finally(() => (this.#running = undefined));
      return this.#running;
    }
    this.#again ??= this.#running.then(() => {
      this.#again = undefined;
      return this.run();
    });
    return this.#again;
  }

  /**
   * Takes back what was published from a folder that is no longer the store's.
   * @returns true when it did: another project is open now
   */
  leaveOtherStore(): boolean {
    const { root } = this.#options.reader;
    if (this.#root === undefined || root === this.#root) return false;
    this.#root = root;
    this.#published = {};
    this.#names = {};
    this.#rules = NO_RULE_SETTINGS;
    this.#status = { problems: [] };
    this.#options.globals.publish(this.#published);
    return true;
  }

  async #sync(): Promise<SyncStatus> {
    this.leaveOtherStore();
    const { reader, later } = this.#options;
    const answered = later(SLOW_MS, () => {
      this.#sayThatItIsSlow(reader.root);
    });
    const reading = await reader.read(this.#status.space).finally(answered);
    // Another project was opened meanwhile: what was read is not its store.
    if (reading.root !== reader.root) return this.#sync();
    this.#root = reading.root;
    this.#seen = reading.seen;
    this.#rules = reading.rules ?? this.#rules;
    this.#publish(reading);
    this.#report(reading.problems, reading.space !== undefined && reading.credentials !== undefined);
    return this.#status;
  }

  /** What nobody foresaw: Node-RED ends at a rejection that nobody takes, and flows must go on. */
  #failed(error: unknown): SyncStatus {
    const message = `The sync failed: ${faultOfOurs(error)}`;
    this.#status = { ...this.#status, problems: [message] };
    try {
      this.#report([{ severity: 'error', message }], false);
    } catch {
      // The one who is told may be the one who failed.
    }
    return this.#status;
  }

  #sayThatItIsSlow(root: string): void {
    const message = `The store in ${root} has not answered for ${SLOW_MS / 1000} s. What it holds is published when it answers.`;
    this.#status = { ...this.#status, problems: [message] };
    this.#report([{ severity: 'warning', message }], false);
  }

  #report(problems: readonly Problem[], complete: boolean): void {
    this.#options.onSynced({
      root: this.#options.reader.root,
      status: this.#status,
      problems,
      complete,
      published: this.#published,
    });
  }

  #publish({ readAt, space, credentials, problems }: StoreReading): void {
    const syncedAt = new Date().toISOString();
    this.#published = {
      ...this.#published,
      ...(space && { SECRETS: space.reveal(), SECRETS_METADATA: metadataOf(space, readAt, syncedAt) }),
      ...(credentials && { CREDENTIALS: toObject(credentials.credentials) }),
    };
    this.#names = {
      ...this.#names,
      ...(space && { space: space.names }),
      ...(credentials && { credentials: credentials.names }),
    };
    this.#options.globals.publish(this.#published);
    this.#status = {
      ...this.#status,
      ...(space && {
        space: space.space,
        version: space.version,
        updatedAt: space.updatedAt,
        keys: space.keys,
        syncedAt,
      }),
      problems: problems.map(({ message }) => message),
    };
  }
}

/** SECRETS_METADATA as CONTRACTS has it; frozen. */
function metadataOf(space: RuntimeSpace, readAt: string, syncedAt: string): object {
  return toObject<unknown>([
    ['space', space.space],
    ['version', space.version],
    ['created_at', space.createdAt],
    ['updated_at', space.updatedAt],
    ['issued_at', readAt],
    ['synced_at', syncedAt],
    ['keys', space.keys],
  ]);
}

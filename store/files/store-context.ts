import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Config, CONFIG_FILE } from '../../config/config.ts';
import { realPathOf, statOf } from '../catalog/disk.ts';
import { KnownFiles } from '../catalog/known-files.ts';
import { errorCode, isInside } from '../catalog/store-folder.ts';
import { type Confirmations } from '../confirmations.ts';
import { type Identity } from '../identity/identity.ts';
import { faultOf } from './disk-faults.ts';
import { OpenedKeys } from './sops/opened-keys.ts';
import { type SeenSpace, type SpaceMemory } from '../space-memory.ts';
import { type ConfirmRecipients, type Recipient, type SpaceNews, StoreError } from '../store.ts';

/** What a `files` store is given. */
export interface FilesStoreOptions {
  /** Absolute folder of flow-secrets.json; nothing outside is read or written. */
  readonly root: string;
  /** Absolute folder of the space files, inside `root`. */
  readonly folder: string;
  /** All identities of this user, asked for each time: they may change. */
  readonly identities: () => Promise<readonly Identity[]>;
  /** Why some of this user's identities are closed just now and how to open them, for people; undefined where none is. */
  readonly locked?: () => Promise<string | undefined>;
  /** The present flow-secrets.json. */
  readonly config: () => Promise<Config>;
  readonly confirm: ConfirmRecipients;
  readonly confirmations: Confirmations;
  readonly memory: SpaceMemory;
  /** Told when a change begins of a space that came another way than through this user's tools (SpaceNews). */
  readonly warn?: (warning: string, space: string) => void;
  /** Default: the system's. */
  readonly clock?: () => Date;
}

/** What the parts of a `files` store share: who the user is, who may read, where files lie. */
export class StoreContext {
  readonly root: string;
  readonly folder: string;
  readonly openedKeys: OpenedKeys;
  readonly files: KnownFiles;
  /** By space, how git explained a state of it: asked once (explained.ts). */
  readonly explained: Map<string, { readonly state: string; readonly news: SpaceNews }>;
  readonly #options: FilesStoreOptions;
  /** The root with links resolved, which names the store in what is remembered of it. */
  readonly #storeId: () => Promise<string>;

  /** @param of the context that this one is a snapshot of */
  constructor(options: FilesStoreOptions, of?: StoreContext) {
    this.root = options.root;
    this.folder = options.folder;
    this.openedKeys = of?.openedKeys ?? new OpenedKeys();
    this.files = of?.files ?? new KnownFiles();
    this.explained = of?.explained ?? new Map<string, { state: string; news: SpaceNews }>();
    this.#options = options;
    const storeId = (): Promise<string> => realPathOf(options.root).catch(() => options.root);
    this.#storeId = of ? once(storeId) : storeId;
  }

  /** The same, which asks for identities, configuration and root once: for one work on a space, or a look at many. */
  snapshot(): StoreContext {
    const { identities, locked, config } = this.#options;
    const options = { ...this.#options, identities: once(identities), config: once(config) };
    return new StoreContext({ ...options, ...(locked && { locked: once(locked) }) }, this);
  }

  get configFile(): string {
    return path.join(this.root, CONFIG_FILE);
  }

  config(): Promise<Config> {
    return this.#options.config();
  }

  /** RFC 3339 in seconds, as `sops` writes it. */
  now(): string {
    return (this.#options.clock?.() ?? new Date()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  /** The identities that make this user an Owner: those that are no runtime's. */
  async ownIdentities(): Promise<readonly Identity[]> {
    const [config, identities] = await Promise.all([this.config(), this.#options.identities()]);
    const runtimes = new Set(config.runtimes.map(({ key }) => key));
    return identities.filter(({ recipient }) => !runtimes.has(recipient));
  }

  /**
   * The user's own recipient, which every new space is sealed to.
   * @throws StoreError `no-identity`
   */
  async ownRecipient(): Promise<string> {
    const [first] = await this.ownIdentities();
    if (first) return first.recipient;
    const none = 'You have no identity (private key) here that is not a runtime’s. Make one first.';
    throw new StoreError('no-identity', (await this.locked()) ?? none);
  }

  /** Why identities of the user's are closed just now; undefined where none is. */
  async locked(): Promise<string | undefined> {
    return this.#options.locked?.();
  }

  /** Recipients with their names from flow-secrets.json. */
  async named(keys: readonly string[], origin: string): Promise<readonly Recipient[]> {
    const { owners, runtimes } = await this.config();
    const names = new Map([
      ...runtimes.map(({ name, key }) => [key, name] as const),
      ...owners.map(([name, key]) => [key, name] as const),
    ]);
    return keys.map((key) => {
      const name = names.get(key);
      return { key, ...(name !== undefined && { name }), origin };
    });
  }

  /** The keys that this user has confirmed for this store, as they are remembered now. */
  async confirmed(): Promise<ReadonlySet<string>> {
    return this.#options.confirmations.of(await this.#storeId());
  }

  /**
   * Those of the recipients that this user has not confirmed for this store; one's own need none.
   * @param asked `confirmed`, where that was asked for before
   */
  async unconfirmed(recipients: readonly Recipient[], asked = this.confirmed()): Promise<readonly Recipient[]> {
    const [confirmed, identities] = await Promise.all([asked, this.#options.identities()]);
    const own = new Set(identities.map(({ recipient }) => recipient));
    const known = (key: string): boolean => confirmed.has(key) || own.has(key);
    const unique = new Map(recipients.map((recipient) => [recipient.key, recipient]));
    return [...unique.values()].filter(({ key }) => !known(key));
  }

  /**
   * Asks the user about recipients that something is about to be sealed to. No lock is held meanwhile.
   * @param asked as for `unconfirmed`
   * @throws StoreError `unconfirmed` when they decline
   */
  async confirm(recipients: readonly Recipient[], asked?: Promise<ReadonlySet<string>>): Promise<void> {
    const open = await this.unconfirmed(recipients, asked);
    if (open.length === 0) return;
    if (!(await this.#options.confirm(open))) {
      const list = open.map(({ key, name, origin }) => `${name === undefined ? '' : `${name}: `}${key} (${origin})`);
      throw new StoreError('unconfirmed', `Not confirmed, so nothing was sealed: ${list.join(', ')}.`);
    }
    await this.remember(open.map(({ key }) => key));
  }

  /** Notes recipients as confirmed: the user gave or made them in this very command. */
  async remember(keys: readonly string[]): Promise<void> {
    await this.#options.confirmations.add(await this.#storeId(), keys);
  }

  /** Takes a confirmation back: the user is asked again before anything is sealed to that key. */
  async forget(key: string): Promise<void> {
    await this.#options.confirmations.remove(await this.#storeId(), key);
  }

  warn(warning: string, space: string): void {
    this.#options.warn?.(warning, space);
  }

  /** What was last seen of a space; undefined for one that is new here. */
  async recall(space: string): Promise<SeenSpace | undefined> {
    return this.#options.memory.recall(await this.#storeId(), space);
  }

  async rememberSeen(space: string, seen: SeenSpace): Promise<void> {
    await this.#options.memory.remember(await this.#storeId(), space, seen);
  }

  /**
   * Makes the store's folder where it is missing.
   * @returns its path with links resolved
   * @throws StoreError `outside` when it lies or leads outside the root, `io`
   */
  async ensureFolder(): Promise<string> {
    const outside = new StoreError(
      'outside',
      `The store's folder ${this.folder} leads outside ${this.root}.`,
      this.folder,
    );
    try {
      const [root, nearest] = await Promise.all([realPathOf(this.root), nearestFolder(this.folder)]);
      // The nearest folder that is there decides, before anything is made below it.
      if (!isInside(nearest.path, root)) throw outside;
      if (nearest.isItself && (await statOf(nearest.path)).isDirectory()) return nearest.path;
      await mkdir(this.folder, { recursive: true });
      const folder = await realPathOf(this.folder);
      if (!isInside(folder, root)) throw outside;
      return folder;
    } catch (error) {
      if (error instanceof StoreError) throw error;
      throw new StoreError('io', `The folder ${this.folder} can't be made or read: ${faultOf(error)}.`, this.folder);
    }
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}

/** The folder with links resolved, or where it is missing the nearest one above it. */
async function nearestFolder(folder: string): Promise<{ readonly path: string; readonly isItself: boolean }> {
  try {
    return { path: await realPathOf(folder), isItself: true };
  } catch (error) {
    const parent = path.dirname(folder);
    if (errorCode(error) !== 'ENOENT' || parent === folder) throw error;
    return { path: (await nearestFolder(parent)).path, isItself: false };
  }
}

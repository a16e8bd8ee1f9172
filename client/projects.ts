import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Config } from '../config/config.ts';
import { DEFAULT_CONFIG } from '../config/read-config.ts';
import { type Catalog, type SpaceCatalog } from '../language/catalog.ts';
import { type ProjectState } from '../server/protocol.ts';
import { type CredentialDetails, type SpaceRole } from '../store/store.ts';
import { bindingGlobs, configOf } from './config-file.ts';
import { traceOf } from './errors.ts';
import { type FolderGlob } from './language-client.ts';
import { type Lock } from './identity.ts';
import { type LanguageServer } from './language-server.ts';
import { type ProjectStore, type Stores } from './stores.ts';
import { type ProjectFacts } from './view-state.ts';

/** One project as the views and commands see it: the server's counts beside the store's names. */
export interface Project {
  readonly root: string;
  /** For people, where there are several. */
  readonly name: string;
  readonly state: ProjectState;
  readonly store: ProjectStore;
  readonly catalog: Catalog;
  /** By space: what this user may do with it, and who else may. */
  readonly access: ReadonlyMap<string, SpaceRole>;
  /** What can be shown of the credentials: plain fields, and to whom the sealed ones are sealed. */
  readonly details: ReadonlyMap<string, CredentialDetails>;
  readonly config: Config;
  /** Why identities are closed just now; undefined where none is. */
  readonly lock: Lock | undefined;
  /** This user's public key; undefined without an identity, and in Restricted Mode. */
  readonly myKey: string | undefined;
}

/** The projects of this window; asks again whenever the server says that something changed. */
export class Projects implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #stores: Stores;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #all: readonly Project[] = [];
  #reading: 'loading' | 'failed' | 'done' = 'loading';
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer, stores: Stores, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#stores = stores;
    this.#log = log;
    this.#subscription = server.onDidChange(() => void this.refresh());
  }

  get all(): readonly Project[] {
    return this.#all;
  }

  get reading(): 'loading' | 'failed' | 'done' {
    return this.#reading;
  }

  get(root: string): Project | undefined {
    return this.#all.find((project) => project.root === root);
  }

  /** Resolves when projects have been read once: a command may come while the window is still opening. */
  async ready(): Promise<void> {
    if (this.#reading === 'loading') await this.refresh();
  }

  /** Resolves when what was true at the call is known: a refresh that runs already is followed by another. */
  refresh(): Promise<void> {
    if (!this.#current) {
      this.#current = this.#read().finally(() => {
        this.#current = undefined;
      });
      return this.#current;
    }
    this.#next ??= this.#current.then(() => {
      this.#next = undefined;
      return this.refresh();
    });
    return this.#next;
  }

  /** Waits until something is so, at most `ms`: the server learns of our own writes as of anyone's. */
  async until(isSo: () => boolean, ms: number): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        subscription.dispose();
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, ms);
      const subscription = this.onDidChange(() => {
        if (isSo()) end();
      });
    });
  }

  /** What bindings name beside the files that are read anyway. */
  globs(): readonly FolderGlob[] {
    return this.#all.flatMap(({ root, config }) => bindingGlobs(root, config));
  }

  /** What the views' state depends on. */
  facts(): readonly ProjectFacts[] {
    return this.#all.map(({ state, catalog }) => ({
      configured: state.configFile !== undefined,
      problem: state.problem !== undefined,
      spaces: catalog.spaces.length,
      broken: catalog.broken.length,
      usedSecrets: state.usedSecrets.length,
    }));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #read(): Promise<void> {
    try {
      const states = await this.#server.projects();
      this.#all = await Promise.all(states.map((state) => this.#project(state)));
      this.#reading = 'done';
    } catch (error) {
      // What is known stays on show; the log says why there is nothing newer.
      this.#log.error(`Reading the projects failed: ${traceOf(error)}`);
      this.#reading = 'failed';
    }
    this.#changed.fire();
  }

  async #project(state: ProjectState): Promise<Project> {
    const { root } = state;
    const store = this.#stores.of(state);
    const catalog = state.problem === undefined ? await store.catalog() : noCatalog(state.problem);
    const [access, details, config, myKey, lock] = await Promise.all([
      accessOf(store, catalog.spaces),
      mapOf(catalog.credentials.credentials, async ({ name }) => [name, await detailsOf(store, name)]),
      state.problem === undefined ? configOf(root) : DEFAULT_CONFIG,
      vscode.workspace.isTrusted ? this.#stores.identities.myKey() : undefined,
      vscode.workspace.isTrusted ? this.#stores.identities.lock() : undefined,
    ]);
    return { root, name: nameOf(root), state, store, catalog, access, details: present(details), config, myKey, lock };
  }
}

async function mapOf<T, V>(
  items: readonly T[],
  entry: (item: T) => Promise<readonly [key: string, value: V]>,
): Promise<ReadonlyMap<string, V>> {
  return new Map(await Promise.all(items.map(entry)));
}

/** The credential may be gone, or its file torn, since the catalog was read. */
async function detailsOf(store: ProjectStore, name: string): Promise<CredentialDetails | undefined> {
  try {
    return await store.credential(name);
  } catch {
    return undefined;
  }
}

/** Leaves out what was deleted while it was read. */
function present<V>(map: ReadonlyMap<string, V | undefined>): ReadonlyMap<string, V> {
  return new Map([...map].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

/** Identities are not even looked for in an untrusted workspace. */
async function accessOf(store: ProjectStore, spaces: readonly SpaceCatalog[]): Promise<ReadonlyMap<string, SpaceRole>> {
  const names = (reason: string): ReadonlyMap<string, SpaceRole> =>
    new Map(spaces.map(({ space }) => [space, { role: 'names', reason, owners: [], runtimes: [] }]));
  if (!vscode.workspace.isTrusted) return names(l10n.t('In Restricted Mode nothing is decrypted.'));
  try {
    return await store.roles();
  } catch (error) {
    return names(error instanceof Error ? error.message : '');
  }
}

function nameOf(root: string): string {
  const relative = vscode.workspace.asRelativePath(root, true);
  return relative === root ? basename(root) : relative;
}

function noCatalog(problem: string): Catalog {
  return { complete: false, problem, spaces: [], broken: [], credentials: { complete: false, credentials: [] } };
}

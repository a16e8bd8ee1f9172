import path from 'node:path';
import { CONFIG_FILE } from '../../config/config.ts';
import { readConfigFile } from '../../store/files/config-file.ts';
import { OpenedKeys } from '../../store/files/sops/opened-keys.ts';
import { loadIdentities } from '../../store/identity/load-identities.ts';
import { type UserEnvironment } from '../../store/identity/user-folders.ts';
import { openCredentials, type RuntimeCredentials } from '../../store/runtime/open-credentials.ts';
import { openSpaces, type RuntimeSpace } from '../../store/runtime/open-spaces.ts';
import { StoreError } from '../../store/store.ts';
import { chooseSpace } from './choose-space.ts';
import { type RuntimeEnvironment } from './environment.ts';
import { SyncProblem } from './sync-problem.ts';

/** What one look at the store gave. A part that can't be used is absent, and a problem says why. */
export interface StoreReading {
  /** When the files were read, ISO 8601 UTC. */
  readonly readAt: string;
  readonly space?: RuntimeSpace;
  readonly credentials?: RuntimeCredentials;
  /** For people, each naming the space, file or variable. */
  readonly problems: readonly string[];
}

/** Reads the store as a runtime does: its own spaces, and all credentials. */
export class StoreReader {
  readonly #user: UserEnvironment;
  readonly #environment: RuntimeEnvironment;
  readonly #opened = new OpenedKeys();

  constructor(user: UserEnvironment, environment: RuntimeEnvironment) {
    this.#user = user;
    this.#environment = environment;
  }

  /** Files and folders whose change may change what is read. */
  watched(): readonly string[] {
    const { root, identityFile } = this.#environment;
    return [root, ...(identityFile === undefined ? [] : [identityFile])];
  }

  /**
   * Never throws for what stands in files, variables or on the network.
   * @param last the space that was published last
   */
  async read(last: string | undefined): Promise<StoreReading> {
    const readAt = new Date().toISOString();
    try {
      return { readAt, ...(await this.#read(last)) };
    } catch (error) {
      return { readAt, problems: [messageOf(error)] };
    }
  }

  async #read(last: string | undefined): Promise<Omit<StoreReading, 'readAt'>> {
    const { root, space: named, identityFile } = this.#environment;
    const { store } = await readConfigFile(path.join(root, CONFIG_FILE));
    if (store.kind !== 'files')
      throw new SyncProblem(`${CONFIG_FILE}: a store of the kind ${store.kind} can't be read here.`);
    const loaded = await loadIdentities({
      ...this.#user,
      ...(identityFile !== undefined && { files: [identityFile] }),
    });
    const problems = [
      ...loaded.problems,
      ...(await missingFile(
        identityFile,
        loaded.identities.map(({ origin }) => origin),
      )),
    ];
    if (loaded.identities.length === 0) {
      const none =
        'There is no identity (private key) here. Set FLOW_SECRETS_IDENTITY_FILE to the file of this runtime.';
      return { problems: problems.length > 0 ? problems : [none] };
    }
    const source = { root, folder: path.join(root, store.folder), identities: loaded.identities, opened: this.#opened };
    const space = await attempt(async () => chooseSpace(await openSpaces(source, named), named, last), problems);
    const credentials = await attempt(() => openCredentials(source), problems);
    problems.push(...(credentials?.unopened ?? []).map(({ problem }) => problem));
    return { problems, ...(space && { space }), ...(credentials && { credentials }) };
  }
}

/** The result, or undefined with the problem noted. */
async function attempt<T>(read: () => Promise<T>, problems: string[]): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    problems.push(messageOf(error));
    return undefined;
  }
}

async function missingFile(file: string | undefined, origins: readonly string[]): Promise<readonly string[]> {
  if (file === undefined || origins.includes(file)) return [];
  const { access } = await import('node:fs/promises');
  try {
    await access(file);
    return [];
  } catch {
    return [`FLOW_SECRETS_IDENTITY_FILE: ${file} is not there or can't be read.`];
  }
}

function messageOf(error: unknown): string {
  if (error instanceof SyncProblem || error instanceof StoreError) return error.message;
  throw error;
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Config, CONFIG_FILE, DEFAULT_FOLDER } from '../../config/config.ts';
import { errorCode } from '../../store/catalog/store-folder.ts';
import { type RuleSettings, ruleSettings } from '../../language/rules/settings.ts';
import { readConfigFile } from '../../store/files/config-file.ts';
import { OpenedKeys } from '../../store/files/sops/opened-keys.ts';
import { loadIdentities, type LoadedIdentities } from '../../store/identity/load-identities.ts';
import { sopsKeysFile, type UserEnvironment, variable } from '../../store/identity/user-folders.ts';
import { openCredentials, type RuntimeCredentials } from '../../store/runtime/open-credentials.ts';
import { openSpaces, type RuntimeSpace, type RuntimeStore } from '../../store/runtime/open-spaces.ts';
import { StoreError } from '../../store/store.ts';
import { chooseSpace } from './choose-space.ts';
import { type RuntimeEnvironment } from './environment.ts';
import { lookAtFiles } from './look-at-files.ts';
import { faultOfOurs, type Problem, SyncProblem } from './sync-problem.ts';

/** What one look at the store gave. A part that can't be used is absent, and a problem says why. */
export interface StoreReading {
  /** Absolute folder that was read. */
  readonly root: string;
  /** What `look` said just before. */
  readonly seen: string;
  /** When the files were read, ISO 8601 UTC. */
  readonly readAt: string;
  readonly space?: RuntimeSpace;
  readonly credentials?: RuntimeCredentials;
  /** How loud rules speak in this project; absent where flow-secrets.json can't be used. */
  readonly rules?: RuleSettings;
  readonly problems: readonly Problem[];
}

export interface StoreReaderOptions {
  readonly user: UserEnvironment;
  readonly environment: RuntimeEnvironment;
  /** The folder of flow-secrets.json where the environment names none; asked each time. */
  readonly defaultRoot: () => string;
}

/** Reads the store as a runtime does: its own spaces, and all credentials. */
export class StoreReader {
  readonly #options: StoreReaderOptions;
  readonly #opened = new OpenedKeys();
  /** The store's folder, relative to the root, as the configuration said last. */
  #folder = DEFAULT_FOLDER;

  constructor(options: StoreReaderOptions) {
    this.#options = options;
  }

  /** Absolute folder of the store that is to be read now. */
  get root(): string {
    return this.#options.environment.root ?? this.#options.defaultRoot();
  }

  /** A cheap look: the answer differs when a file may have changed that `read` reads. */
  async look(): Promise<string> {
    const { user, environment } = this.#options;
    const files = [environment.identityFile, variable(user, 'SOPS_AGE_KEY_FILE'), sopsKeysFile(user)];
    const { root } = this;
    const identityFiles = files.filter((file) => file !== undefined);
    return lookAtFiles({ root, folder: path.join(root, this.#folder), identityFiles });
  }

  /**
   * Never rejects for what stands in files, variables or on the network.
   * @param last the space that was published last from this folder
   */
  async read(last: string | undefined): Promise<StoreReading> {
    const { root } = this;
    const seen = await this.look();
    const readAt = new Date().toISOString();
    try {
      const config = await readConfigFile(path.join(root, CONFIG_FILE));
      const rules = ruleSettings(config.rules.map(({ rule, severity }) => [rule, severity]));
      return { root, seen, readAt, rules, ...(await this.#read(root, config, last)) };
    } catch (error) {
      return { root, seen, readAt, problems: [problemOf(error)] };
    }
  }

  async #read(
    root: string,
    { store }: Config,
    last: string | undefined,
  ): Promise<Pick<StoreReading, 'space' | 'credentials' | 'problems'>> {
    if (store.kind !== 'files') {
      throw new SyncProblem(
        `${CONFIG_FILE}: a store of the kind ${store.kind} can't be read by this version; only files can.`,
      );
    }
    this.#folder = store.folder;
    const folder = path.join(root, store.folder);
    await checkFolder(folder, root);
    const { identities, problems } = await this.#identities();
    if (identities.length === 0) return { problems };
    const source: RuntimeStore = { root, folder, identities, opened: this.#opened };
    const found: Problem[] = [...problems];
    const space = await attempt(() => this.#space(source, last, found), found);
    const credentials = await attempt(() => openCredentials(source), found);
    found.push(...(credentials?.unopened ?? []).map(({ problem }) => warning(problem)));
    return { problems: found, ...(space && { space }), ...(credentials && { credentials }) };
  }

  async #space(source: RuntimeStore, last: string | undefined, problems: Problem[]): Promise<RuntimeSpace> {
    const named = this.#options.environment.space;
    const choice = chooseSpace(await openSpaces(source, named), named, last);
    problems.push(...choice.doubts.map(warning));
    return choice.space;
  }

  async #identities(): Promise<{
    readonly identities: LoadedIdentities['identities'];
    readonly problems: readonly Problem[];
  }> {
    const { user, environment } = this.#options;
    const { identityFile } = environment;
    const missing = identityFile === undefined ? undefined : await whyUnusable(identityFile);
    const files = identityFile === undefined || missing !== undefined ? [] : [identityFile];
    const { identities, locked, problems } = await loadIdentities({ ...user, files, onlyFiles: true });
    const found: Problem[] = missing === undefined ? [] : [{ severity: 'error', message: missing }];
    found.push(...problems.map(warning));
    // A locked file matters where it is this runtime's own, or where nothing else is there.
    const lockedFiles = locked.filter(({ origin }) => origin === identityFile || identities.length === 0);
    found.push(...lockedFiles.map(({ origin }) => warning(lockedMessage(origin))));
    if (identities.length === 0 && found.length === 0) {
      found.push(
        warning(
          'There is no identity (private key) here. Set FLOW_SECRETS_IDENTITY_FILE to the file of this runtime, and restart Node-RED.',
        ),
      );
    }
    return { identities, problems: found };
  }
}

function lockedMessage(origin: string): string {
  return `${origin} is protected by a passphrase, which nobody can type here. Give this runtime an identity of its own: flow-secrets runtime add NAME --space SPACE --identity-file FILE.`;
}

/** Why the file that FLOW_SECRETS_IDENTITY_FILE names can't be used; undefined when it can. */
async function whyUnusable(file: string): Promise<string | undefined> {
  try {
    // A pipe or device could block the reader for ever.
    if (!(await stat(file)).isFile()) return `FLOW_SECRETS_IDENTITY_FILE: ${file} is no file.`;
    const lines = (await readFile(file, 'utf8')).split('\n');
    if (lines.some((line) => line.trim() !== '' && !line.startsWith('#'))) return undefined;
    return `FLOW_SECRETS_IDENTITY_FILE: ${file} is empty. Put the identity of this runtime there.`;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT')
      return `FLOW_SECRETS_IDENTITY_FILE: ${file} is not there. Put the identity of this runtime there.`;
    return `FLOW_SECRETS_IDENTITY_FILE: ${file} can't be read (${code}). Let the user of Node-RED read it.`;
  }
}

/** @throws SyncProblem when there is no store's folder: its credentials are unknown then, not none */
async function checkFolder(folder: string, root: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
    throw new SyncProblem(`The store's folder ${folder} is no folder.`);
  } catch (error) {
    if (error instanceof SyncProblem) throw error;
    const code = errorCode(error);
    if (code !== 'ENOENT') throw new SyncProblem(`The store's folder ${folder} can't be read (${code}).`);
    throw new SyncProblem(
      `There is no store in ${root}: the folder ${path.relative(root, folder)} is missing. Set FLOW_SECRETS_ROOT to the folder of ${CONFIG_FILE}.`,
    );
  }
}

/** The result, or undefined with the problem noted. */
async function attempt<T>(read: () => Promise<T>, problems: Problem[]): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    problems.push(problemOf(error));
    return undefined;
  }
}

function warning(message: string): Problem {
  return { severity: 'warning', message };
}

function problemOf(error: unknown): Problem {
  if (error instanceof SyncProblem) return warning(error.message);
  if (!(error instanceof StoreError))
    return { severity: 'error', message: `The store can't be read: ${faultOfOurs(error)}` };
  const name = error.file === undefined ? undefined : path.basename(error.file);
  const isNamed = name === undefined || error.message.includes(name);
  return warning(isNamed ? error.message : `${name}: ${error.message}`);
}

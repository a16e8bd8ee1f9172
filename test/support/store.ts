import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../config/read-config.ts';
import { type Config, CONFIG_FILE } from '../../config/config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { SpaceMemory } from '../../store/space-memory.ts';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { type Guard, type Recipient, type SecretInput } from '../../store/store.ts';

/** A guard that lets everything pass. */
export const ALLOW: Guard = () => Promise.resolve();

/** A store in a temporary folder, as one user sees it. */
export class TestStore {
  readonly root: string;
  readonly store: FilesStore;
  readonly me: Identity;
  identities: Identity[];
  /** What the user was asked to confirm, and what they answer. */
  readonly asked: Recipient[] = [];
  answer = true;
  /** What the user was warned of when a change began. */
  readonly warned: string[] = [];
  time = Date.parse('2026-11-01T08:00:00Z');

  private constructor(root: string, me: Identity) {
    this.root = root;
    this.me = me;
    this.identities = [me];
    this.store = this.open();
  }

  /** A new, empty store. Call `dispose` in the end. */
  static async create(): Promise<TestStore> {
    const root = await realpath(await mkdtemp(path.join(tmpdir(), 'flow-secrets-store-')));
    return new TestStore(root, await createIdentity('test'));
  }

  /**
   * The same files seen by a user with these identities.
   * @param user the folder of what their tools remember
   */
  open(
    identities: () => readonly Identity[] = () => this.identities,
    user = '.user',
    memory = new SpaceMemory(this.path(`${user}/seen`)),
  ): FilesStore {
    return new FilesStore({
      root: this.root,
      folder: this.path('secrets'),
      identities: () => Promise.resolve(identities()),
      config: () => this.config(),
      confirm: (recipients) => {
        this.asked.push(...recipients);
        return Promise.resolve(this.answer);
      },
      confirmations: new Confirmations(this.path(`${user}/confirmed.json`)),
      memory,
      warn: (warning) => this.warned.push(warning),
      clock: () => new Date(this.time),
    });
  }

  path(name: string): string {
    return path.join(this.root, name);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  write(name: string, text: string | Uint8Array): Promise<void> {
    return writeFile(this.path(name), text);
  }

  async config(): Promise<Config> {
    const read = readConfig(await this.read(CONFIG_FILE).catch(() => '{}'));
    if ('problem' in read) throw new Error(read.problem);
    return read.config;
  }

  async setConfig(config: unknown): Promise<void> {
    await this.write(CONFIG_FILE, JSON.stringify(config));
  }

  async dispose(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** Both steps of a rename, with nothing between. */
export async function renameSecret(store: FilesStore, space: string, key: string, to: string): Promise<void> {
  const rename = { space, key, path: [], to };
  await store.copySecret(rename);
  await store.endRename(rename, ALLOW);
}

export function text(space: string, key: string, value: string, note?: string): SecretInput {
  return { space, key, value: new SecretValue(value), kind: 'text', ...(note !== undefined && { note }) };
}

export function json(space: string, key: string, value: string): SecretInput {
  return { space, key, value: new SecretValue(value), kind: 'json' };
}

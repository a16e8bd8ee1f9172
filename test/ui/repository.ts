import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config/read-config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { loadIdentities } from '../../store/identity/load-identities.ts';
import { confirmationsFile } from '../../store/identity/user-folders.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { SpaceMemory } from '../../store/space-memory.ts';
import { expect } from './fixtures.ts';
import { type Workbench } from './workbench.ts';

/** Runs git in a folder. */
export function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Ben', '-c', 'user.email=ben@example.org', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore', env });
}

export function commit(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', message);
}

/** The store of the workspace as the command line of the demo's user would open it; it remembers nothing. */
export function storeOf(root: string, env: Readonly<Record<string, string | undefined>>): FilesStore {
  const user = { env, home: homedir(), platform: process.platform };
  const read = readConfig(readFileSync(join(root, 'flow-secrets.json'), 'utf8'));
  if ('problem' in read) throw new Error(read.problem);
  return new FilesStore({
    root,
    folder: join(root, read.config.store.folder),
    identities: async () => (await loadIdentities({ ...user, extra: [] })).identities,
    config: () => Promise.resolve(read.config),
    confirm: () => Promise.resolve(true),
    confirmations: new Confirmations(confirmationsFile(user)),
    memory: new SpaceMemory(join(root, '..', 'memory')),
  });
}

export async function setFtp(store: FilesStore, space: string, value: string): Promise<void> {
  await store.setSecret({ space, key: 'FTP_PASSWORD', value: new SecretValue(value), kind: 'text' });
}

/** Copies the value of a secret's row: the clipboard then holds it. */
export async function expectValue(vs: Workbench, key: string, value: string): Promise<void> {
  await vs.chooseInContextMenu(vs.row(`Secret ${key}`), 'Copy Value');
  await expect.poll(() => vs.clipboard()).toBe(value);
}

import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CONFIG_FILE } from '../../config/config.ts';
import { addRuntime } from '../../config/edit-config.ts';
import { readConfig } from '../../config/read-config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { createIdentity, type Identity } from '../../store/identity/identity.ts';
import {
  confirmationsFile,
  seenSpacesFolder,
  sopsKeysFile,
  type UserEnvironment,
} from '../../store/identity/user-folders.ts';
import { SpaceMemory } from '../../store/space-memory.ts';
import { DemoValues, SPACES } from './values.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'newsroom');

/** A copy of the newsroom example with a store of its own. */
export interface Demo {
  /** The copy of the example. */
  readonly workspace: string;
  /** Environment in which the extension and `sops` find the demo's identity and no other; undefined takes one away. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The identity of the runtime `newsroom-edge`, which opens all spaces. */
  readonly runtimeIdentityFile: string;
  /** The secret values in the store, and the private keys: tests look for them where they must not be. */
  readonly values: readonly string[];
  /** Removes all of it. */
  remove(): void;
}

/** Copies the example to the temporary folder and fills a store there; identity and runtime key lie beside the copy. */
export async function createDemo(): Promise<Demo> {
  // The real path: confirmations are kept by it.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flow-secrets-demo-')));
  const workspace = join(folder, 'newsroom');
  cpSync(EXAMPLE, workspace, { recursive: true });
  // What a user keeps in ~/.config is under here.
  const env = { ...withoutIdentities(), XDG_CONFIG_HOME: join(folder, 'config') };
  const user = { env, home: homedir(), platform: process.platform };
  const owner = await createIdentity('demo');
  const runtime = await createIdentity('demo');
  writeIdentity(sopsKeysFile(user), owner);
  const runtimeIdentityFile = join(folder, 'newsroom-edge.txt');
  writeIdentity(runtimeIdentityFile, runtime);
  const configFile = join(workspace, CONFIG_FILE);
  const config = addRuntime(readFileSync(configFile, 'utf8'), {
    name: 'newsroom-edge',
    key: runtime.recipient,
    spaces: SPACES,
  });
  writeFileSync(configFile, config);
  const values = new DemoValues();
  await values.fill(openStore(workspace, owner, config, user));
  return {
    workspace,
    env,
    runtimeIdentityFile,
    values: [...values.made, owner.secret.reveal(), runtime.secret.reveal()],
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openStore(root: string, owner: Identity, configText: string, user: UserEnvironment): FilesStore {
  const read = readConfig(configText);
  if ('problem' in read) throw new Error(read.problem);
  return new FilesStore({
    root,
    folder: join(root, read.config.store.folder),
    identities: () => Promise.resolve([owner]),
    config: () => Promise.resolve(read.config),
    // The runtime was made a moment ago, right here.
    confirm: () => Promise.resolve(true),
    confirmations: new Confirmations(confirmationsFile(user)),
    memory: new SpaceMemory(seenSpacesFolder(user)),
  });
}

/** Takes away the variables that name identities of whoever runs this. */
function withoutIdentities(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('SOPS_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function writeIdentity(file: string, identity: Identity): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `# public key: ${identity.recipient}\n${identity.secret.reveal()}\n`, { mode: 0o600 });
}

import { homedir } from 'node:os';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { CONFIG_FILE } from '../../config/config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { readConfigFile } from '../../store/files/config-file.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { loadIdentities } from '../../store/identity/load-identities.ts';
import { SpaceMemory } from '../../store/space-memory.ts';
import { StoreError } from '../../store/store.ts';
import { ALLOW, renameSecret, text } from './store.ts';

// A process of its own that makes the changes given on standard input, one after the other, and tells of each on a line:
// `store-worker.ts ROOT`.

/** A change of one space. Names are the worker's own, so that no two workers ask for different things. */
export type Task =
  | { readonly what: 'set' | 'rename'; readonly space: string; readonly key: string; readonly to: string }
  | { readonly what: 'remove'; readonly space: string; readonly key: string }
  /** `key` is a public key, which is a runtime's name as well. */
  | {
      readonly what: 'owner in' | 'owner out' | 'runtime in' | 'runtime out';
      readonly space: string;
      readonly key: string;
    };

/** How it ended: nothing is said of values. */
export interface Report {
  readonly task: Task;
  /** Or the code of the StoreError that refused it. */
  readonly result: string;
  /** Nanoseconds of the machine's clock that never goes back. */
  readonly from: number;
  readonly till: number;
}

/** The clock of reports. */
export function clock(): number {
  return Number(process.hrtime.bigint());
}

async function main(root: string): Promise<void> {
  const { identities } = await loadIdentities({ env: process.env, home: homedir(), platform: process.platform });
  const store = new FilesStore({
    root,
    folder: path.join(root, 'secrets'),
    identities: () => Promise.resolve(identities),
    config: () => readConfigFile(path.join(root, CONFIG_FILE)),
    confirm: () => Promise.resolve(true),
    confirmations: new Confirmations(path.join(root, '.user/confirmed.json')),
    memory: new SpaceMemory(path.join(root, '.user/seen')),
  });
  for (const task of JSON.parse(await readAll(process.stdin)) as readonly Task[]) {
    const from = clock();
    const result = await perform(store, task).then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof StoreError) return error.code;
        throw error;
      },
    );
    const report: Report = { task, result, from, till: clock() };
    console.log(JSON.stringify(report));
  }
}

function perform(store: FilesStore, task: Task): Promise<unknown> {
  const { space, key } = task;
  switch (task.what) {
    case 'set':
      return store.setSecret(text(space, key, task.to));
    case 'rename':
      return renameSecret(store, space, key, task.to);
    case 'remove':
      return store.removeSecret(space, key, ALLOW);
    case 'owner in':
      return store.addOwner(space, key);
    case 'owner out':
      return store.removeOwner(space, key);
    case 'runtime in':
      return store.addRuntime({ name: key, key, spaces: [space] });
    case 'runtime out':
      return store.removeRuntime(key);
  }
}

const [root] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && root !== undefined) await main(root);

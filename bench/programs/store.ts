// Works on a store as a running editor does: `store.ts ROOT RUNS open|change|catalog|parse`; prints the time of each run. As many
// runs go before, not counted: an editor that was used for a while has warm code and the data key.
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CONFIG_FILE } from '../../config/config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { readConfigFile } from '../../store/files/config-file.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { loadIdentities } from '../../store/identity/load-identities.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { SpaceMemory } from '../../store/space-memory.ts';

const [root = '', runs = '1', work = ''] = process.argv.slice(2);
const folder = join(root, 'secrets');
const user = { env: process.env, home: homedir(), platform: process.platform };
const store = new FilesStore({
  root,
  folder,
  // Asked for each time, as the extension does: both may change.
  identities: async () => (await loadIdentities(user)).identities,
  config: () => readConfigFile(join(root, CONFIG_FILE)),
  confirm: () => Promise.resolve(true),
  confirmations: new Confirmations(join(root, '.user', 'confirmed.json')),
  memory: new SpaceMemory(join(root, '.user', 'seen')),
});

let count = 0;
const WORKS: Readonly<Record<string, () => Promise<unknown>>> = {
  open: () => store.readSecret('DEV', 'K0'),
  change: () =>
    store.setSecret({ space: 'DEV', key: 'K0', kind: 'text', value: new SecretValue(`v${Date.now()}-${count++}`) }),
  catalog: () => store.catalog(),
  parse: () => {
    for (const name of readdirSync(folder)) JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return Promise.resolve();
  },
};

async function main(): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < 2 * Number(runs); run++) {
    const began = performance.now();
    await WORKS[work]?.();
    times.push(performance.now() - began);
  }
  console.log(JSON.stringify(times.slice(Number(runs))));
}

void main();

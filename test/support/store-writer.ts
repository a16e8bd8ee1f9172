import { homedir } from 'node:os';
import path from 'node:path';
import { DEFAULT_CONFIG } from '../../config/read-config.ts';
import { Confirmations } from '../../store/confirmations.ts';
import { FilesStore } from '../../store/files/files-store.ts';
import { loadIdentities } from '../../store/identity/load-identities.ts';
import { SpaceMemory } from '../../store/space-memory.ts';
import { text } from './store.ts';

// A process of its own that adds secrets to the space DEV: `store-writer.ts ROOT PREFIX COUNT [survive]`.
// `survive`: a write beyond the limit on file size fails, as on a full disk; without it the system kills the process.

async function main(root: string, prefix: string, count: number): Promise<void> {
  const { identities } = await loadIdentities({ env: process.env, home: homedir(), platform: process.platform });
  const store = new FilesStore({
    root,
    folder: path.join(root, 'secrets'),
    identities: () => Promise.resolve(identities),
    config: () => Promise.resolve(DEFAULT_CONFIG),
    confirm: () => Promise.resolve(false),
    confirmations: new Confirmations(path.join(root, `.user-${prefix}.json`)),
    memory: new SpaceMemory(path.join(root, `.seen-${prefix}`)),
  });
  for (let index = 0; index < count; index++) await store.setSecret(text('DEV', `${prefix}${index}`, 'x'));
}

const [root = '', prefix = '', count = '0', mode] = process.argv.slice(2);
if (mode === 'survive') process.on('SIGXFSZ', () => undefined);
await main(root, prefix, Number(count));

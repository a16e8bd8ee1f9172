// Reads and judges flow files that are in memory, over and over: `judge.ts TEXTS [NAMES]`; prints how long each round took.
// NAMES are those of all secrets that there are.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createDocument } from '../../language/document/source-document.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { timesOfRounds } from '../rounds.mjs';

const [file = '', names = '["ANOTHER"]'] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(file, 'utf8')) as string[];
const secrets = (JSON.parse(names) as string[]).map((key) => ({ key, shape: { kind: 'text' as const } }));
const space = { space: 'Bench', source: '', version: 1, createdAt: '', updatedAt: '', changedBySops: false, secrets };
const catalog = { complete: true, spaces: [space], broken: [], credentials: { complete: true, credentials: [] } };
const folder = dirname(file);
const workspace = new Workspace({
  folders: [folder],
  fs: nodeFileSystem,
  readCatalog: () => Promise.resolve(catalog),
});

async function main(): Promise<void> {
  await workspace.ready;
  const path = join(folder, 'flows.json');
  const times = await timesOfRounds(() => {
    for (const text of texts) {
      workspace.open(path, createDocument(path, text));
      workspace.findings(path);
    }
  });
  console.log(JSON.stringify(times));
}

void main();

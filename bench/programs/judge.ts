// Reads and judges flow files that are in memory, over and over; prints how long each round took.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createDocument } from '../../language/document/source-document.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';

const RUNS = 31;
const [file = ''] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(file, 'utf8')) as string[];
const secrets = [{ key: 'ANOTHER', shape: { kind: 'text' as const } }];
const space = { space: 'Bench', source: '', version: 1, createdAt: '', updatedAt: '', changedBySops: false, secrets };
const catalog = { complete: true, spaces: [space], broken: [], credentials: { complete: true, credentials: [] } };
const folder = dirname(file);
const workspace = new Workspace({
  folders: [folder],
  fs: nodeFileSystem,
  readCatalog: () => Promise.resolve(catalog),
});
await workspace.ready;

const path = join(folder, 'flows.json');
const times: number[] = [];
for (let i = 0; i < RUNS; i++) {
  const began = performance.now();
  for (const text of texts) {
    workspace.open(path, createDocument(path, text));
    workspace.findings(path);
  }
  times.push(performance.now() - began);
}
console.log(JSON.stringify(times));

// What the heap holds of a folder's closed files once they are indexed; prints the bytes.
import { readFileSync, statSync } from 'node:fs';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { heapSize } from '../heap-size.ts';

const WARM_UP = 8;
/** So many are kept at once: what the compiler keeps of its own while they are read is shared by them. */
const KEPT = 10;
const [folder = '.', list = ''] = process.argv.slice(2);
const nothing = { complete: false, spaces: [], broken: [], credentials: { complete: false, credentials: [] } };
const options = { folders: [folder], fs: nodeFileSystem, readCatalog: () => Promise.resolve(nothing) };

async function indexed(): Promise<Workspace> {
  const workspace = new Workspace(options);
  await workspace.ready;
  return workspace;
}

async function main(): Promise<void> {
  // Some times before, so that code and caches of the engine do not count: it is compiled anew until it is hot.
  for (let i = 0; i < WARM_UP; i++) await indexed();
  const before = heapSize();
  const workspaces: Workspace[] = [];
  for (let i = 0; i < KEPT; i++) workspaces.push(await indexed());
  const heap = (heapSize() - before) / KEPT;
  const files = JSON.parse(readFileSync(list, 'utf8')) as string[];
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(
    JSON.stringify({ bytes, heap, unreadable: workspaces.flatMap((workspace) => workspace.unreadable()).length }),
  );
}

void main();

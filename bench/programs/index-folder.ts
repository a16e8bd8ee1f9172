// Finds, reads and indexes the flow files of a folder as the server does; prints how long it took from the process's own start.
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';

const WARM = 7;
const [folder = '.'] = process.argv.slice(2);

async function index(): Promise<void> {
  const nothing = { complete: false, spaces: [], broken: [], credentials: { complete: false, credentials: [] } };
  const workspace = new Workspace({
    folders: [folder],
    fs: nodeFileSystem,
    readCatalog: () => Promise.resolve(nothing),
  });
  await workspace.ready;
}

await index();
const cold = performance.now() - performance.nodeTiming.bootstrapComplete;
const warm: number[] = [];
for (let i = 0; i < WARM; i++) {
  const began = performance.now();
  await index();
  warm.push(performance.now() - began);
}
console.log(JSON.stringify({ cold, warm }));

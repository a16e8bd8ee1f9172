// Finds, reads and indexes the flow files of a folder as the server does; prints how long it took from the process's own start.
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';

const WARM = 7;
const [folder = '.'] = process.argv.slice(2);

let indexedAt = 0;

async function index(): Promise<void> {
  const nothing = { complete: false, spaces: [], broken: [], credentials: { complete: false, credentials: [] } };
  const workspace = new Workspace({
    folders: [folder],
    fs: nodeFileSystem,
    readCatalog: () => Promise.resolve(nothing),
  });
  await new Promise<void>((resolve) => {
    workspace.onDidChange(() => {
      if (workspace.isIndexed) resolve();
    });
  });
  indexedAt = performance.now();
  // Which files are torn is looked for behind that.
  await workspace.ready;
}

async function main(): Promise<void> {
  await index();
  const cold = indexedAt - performance.nodeTiming.bootstrapComplete;
  const warm: number[] = [];
  const checked: number[] = [];
  for (let i = 0; i < WARM; i++) {
    const began = performance.now();
    await index();
    warm.push(indexedAt - began);
    checked.push(performance.now() - began);
  }
  console.log(JSON.stringify({ cold, warm, checked }));
}

void main();

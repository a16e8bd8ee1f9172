// npm start: VS Code in the browser, with the packed extension, on a copy of examples/newsroom with a store of its own.
// `--port N` chooses the port; `--check` only tells whether the page answers.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureHost, ensurePackages } from './lib/install.mjs';
import { mustRun, root, stopRunning } from './lib/run.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, check: { type: 'boolean' } } });

/** What is undone at the end, the newest first. @type {(() => void | Promise<void>)[]} */
const cleanups = [stopRunning];
let ending = false;

/** @param {number} code */
async function end(code) {
  if (ending) return;
  ending = true;
  for (const cleanup of cleanups.reverse()) await cleanup();
  process.exit(code);
}

/** Opens the demo and prints its address. */
async function start() {
  await ensurePackages();
  await ensureHost();
  console.log('Building and packing the extension …');
  await mustRun(process.execPath, [join(import.meta.dirname, 'package.mjs')]);

  // From here on the packages are there: TypeScript can be loaded.
  const { register } = await import('tsx/esm/api');
  register();
  const { createDemo } = await import('./demo/demo.ts');
  const { startServer } = await import('../test/vscode-host/server.ts');
  const { workbenchUrl } = await import('../test/vscode-host/urls.ts');

  const demo = await createDemo();
  cleanups.push(() => demo.remove());
  const server = await startServer({
    vsix: [join(root, 'flow-secrets.vsix')],
    port: Number(values.port),
    env: demo.env,
  });
  cleanups.push(() => server.stop());
  const address = workbenchUrl(server, { folder: demo.workspace });
  if (values.check === true) {
    const page = await fetch(address);
    const answered = page.ok && (await page.text()).includes('workbench');
    console.log(answered ? 'The workbench answers.' : `The workbench does not answer (${page.status}).`);
    await end(answered ? 0 : 1);
  }
  console.log(`\nFlow Secrets on the newsroom example: ${address}\nIts folder: ${demo.workspace}\nCtrl+C stops it.`);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void end(signal === 'SIGTERM' ? 143 : 0));
}
try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

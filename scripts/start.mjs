// npm start: VS Code in the browser, with the packed extension, on a copy of examples/newsroom with a store of its own, and
// beside it a Node-RED that runs the example's flows. `--port N` chooses VS Code's port; `--check` only tells whether both answer.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureHost, ensureNodeRed, ensurePackages } from './lib/install.mjs';
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

/** Opens the demo and prints its addresses. */
async function start() {
  await ensurePackages();
  await ensureHost();
  await ensureNodeRed();
  console.log('Building and packing the extension and the palette modules …');
  await mustRun(process.execPath, [join(import.meta.dirname, 'package.mjs')]);

  // From here on the packages are there: TypeScript can be loaded.
  const { register } = await import('tsx/esm/api');
  register();
  const { createDemo } = await import('./demo/demo.ts');
  const { startNodeRed } = await import('./demo/node-red.ts');
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
  const starting = startNodeRed(demo.workspace, demo.runtimeIdentityFile);
  // One that is still starting when this ends is stopped too.
  cleanups.push(() =>
    starting.then(
      (started) => started.stop(),
      () => undefined,
    ),
  );
  const nodeRed = await starting;
  const address = workbenchUrl(server, { folder: demo.workspace });
  if (values.check === true) await end((await answers(address, nodeRed)) ? 0 : 1);
  console.log(`
Flow Secrets on the newsroom example: ${address}
Node-RED with its flows:              ${nodeRed.url}
What a flow answers:                  ${nodeRed.healthUrl}

Change the token in the secret MAM of ${nodeRed.space} in VS Code: the answer has another fingerprint.
The folder: ${demo.workspace}
Ctrl+C stops both and removes the folder.`);
}

/**
 * Whether VS Code's page is there, and a flow that reads a secret answers.
 * @param {string} address
 * @param {import('./demo/node-red.ts').DemoNodeRed} nodeRed
 */
async function answers(address, nodeRed) {
  const page = await fetch(address);
  const workbench = page.ok && (await page.text()).includes('workbench');
  console.log(workbench ? 'The workbench answers.' : `The workbench does not answer (${page.status}).`);
  const { space, token } = await nodeRed.health();
  const flow = space === nodeRed.space && /^[0-9a-f]{8}$/.test(token);
  console.log(flow ? 'Node-RED’s flow reads its secrets.' : 'Node-RED’s flow does not read its secrets.');
  return workbench && flow;
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

import { homedir } from 'node:os';
import process from 'node:process';
import { guardAdminApi } from './admin-guard.ts';
import { DeployCheck } from './deploy-check.ts';
import { readEnvironment } from './environment.ts';
import { seedGlobals, storeGlobals } from './globals.ts';
import { StoreReader } from './read-store.ts';
import { type Red } from './red.ts';
import { Sync, type SyncStatus } from './sync.ts';

/** Flows wait for the first sync, but not longer; milliseconds. */
const HOLD = 5000;

/** Node-RED calls it once at the start, and holds the flows until what it returns is settled. */
export async function start(red: Red): Promise<void> {
  const user = { env: process.env, home: homedir(), platform: process.platform };
  const environment = readEnvironment(user, red.settings.userDir ?? process.cwd());
  const log = logger(red);
  const globals = seedGlobals(red.settings.functionGlobalContext) ?? storeGlobals(red);
  if (red.server) guardAdminApi(red.server);
  const sync: Sync = new Sync({
    reader: new StoreReader(user, environment),
    globals,
    onSynced: (status) => {
      log(status);
      deployCheck.again();
    },
  });
  const deployCheck = new DeployCheck(red, () => sync.catalog);
  red.plugins.registerPlugin('flow-secrets', { type: 'flow-secrets' });
  await Promise.race([sync.run(), new Promise((resolve) => setTimeout(resolve, HOLD))]);
}

/** Logs what a sync says, each problem once until it is gone. */
function logger(red: Red): (status: SyncStatus) => void {
  let said = new Set<string>();
  return ({ problems }) => {
    for (const problem of problems) if (!said.has(problem)) red.log.warn(`[flow-secrets] ${problem}`);
    said = new Set(problems);
  };
}

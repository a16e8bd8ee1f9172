import { homedir } from 'node:os';
import process from 'node:process';
import { AdminApi } from './admin-api.ts';
import { guardAdminApi } from './admin-guard.ts';
import { createApi } from './api.ts';
import { DeployCheck } from './deploy-check.ts';
import { readEnvironment } from './environment.ts';
import { flowWrites } from './flow-writes.ts';
import { serveFault } from './fault.ts';
import { type Globals } from './globals.ts';
import { later } from './later.ts';
import { Masking } from './masking/masking.ts';
import { secretValues } from './masking/secret-values.ts';
import { homeOfFlows } from './project-folder.ts';
import { StoreReader } from './read-store.ts';
import { type Red } from './red.ts';
import { Schedule } from './schedule.ts';
import { seedGlobals } from './seed-globals.ts';
import { SettingsStore } from './settings.ts';
import { StaleValues } from './stale-values.ts';
import { Shadowing } from './shadowing.ts';
import { storedGlobals } from './stored-globals.ts';
import { SLOW_MS, Sync } from './sync.ts';
import { SyncLog } from './sync-log.ts';
import { syncOnSave } from './sync-on-save.ts';
import { faultOfOurs } from './sync-problem.ts';

const NO_SEED =
  'settings.js has no functionGlobalContext: flows read single values from their start on, not the whole of SECRETS or CREDENTIALS. Add functionGlobalContext: {} there, and restart Node-RED.';
const UNGUARDED =
  'The Admin API of this Node-RED is served in a way that Flow Secrets does not know: whoever may read contexts there (permission context.read) can read SECRETS and CREDENTIALS too.';

/** Node-RED calls it once at the start, and holds the flows until what it returns is settled. Never rejects. */
export async function start(red: Red): Promise<void> {
  const log = new SyncLog(red.log);
  try {
    await begin(red, log);
  } catch (error) {
    const message = `SECRETS and CREDENTIALS are not published: ${faultOfOurs(error)}`;
    log.say('error', message);
    serveFault(red, message);
  }
}

async function begin(red: Red, log: SyncLog): Promise<void> {
  const user = { env: process.env, home: homedir(), platform: process.platform };
  const reader = new StoreReader({
    user,
    environment: readEnvironment(user),
    defaultRoot: () => homeOfFlows(red.settings),
  });
  const settings = new SettingsStore(red.settings);
  const masking = new Masking(red, log);
  const seeded = seedGlobals(red.settings.functionGlobalContext);
  if (!seeded) log.say('warn', NO_SEED);
  const globals = seeded ?? storedGlobals(red);
  const sync: Sync = new Sync({
    reader,
    globals: {
      publish: (values) => {
        // Before flows can read them.
        masking.publish(secretValues(values, sync.catalog.credentials.credentials));
        globals.publish(values);
      },
    },
    later,
    onSynced: (report) => {
      log.write(report);
      void stale.published(report.published);
      schedule.synced(report.complete);
      adminApi.tellEditors();
      deployCheck.again();
      synced();
      void shadowing.check();
    },
  });
  const { api, synced } = createApi(sync, settings);
  const stale = new StaleValues(red, log, () => {
    sync.noteStale(stale.places);
    adminApi.tellEditors();
  });
  const deployCheck = new DeployCheck(red, log, () => sync);
  const shadowing = new Shadowing(red, {
    globals,
    writes: () => flowWrites(deployCheck.flows),
    warn: (message) => {
      log.say('warn', message);
    },
    onChanged: () => {
      adminApi.tellEditors();
    },
  });
  if (!guard(red, globals, shadowing)) log.say('warn', UNGUARDED);
  const schedule = new Schedule({
    sync: () => void sync.run(),
    look: () => reader.look(),
    seen: () => sync.seen,
    later,
  });
  const plugin = { type: 'flow-secrets' };
  // Not enumerable: the Admin API lists plugins with all that can be enumerated.
  red.plugins.registerPlugin('flow-secrets', Object.defineProperty(plugin, 'api', { value: api }));
  syncOnSave(red, sync, settings);
  settings.onChanged((changed) => {
    schedule.setAutoSync(changed);
    masking.switch(changed.mask);
    adminApi.tellEditors();
  });
  schedule.setAutoSync(settings.current);
  masking.switch(settings.current.mask);
  red.server?.once('close', () => {
    schedule.stop();
  });
  // After all that may fail: until then the routes are free to say what did.
  const adminApi = new AdminApi(red, { sync, settings, shadowing });
  // Flows wait for the first sync, but not longer than for a slow store.
  await Promise.race([sync.run(), new Promise<void>((resolve) => later(SLOW_MS, resolve))]);
  schedule.start();
}

/** Before anything is published. Returns false where the Admin API stays without a guard. */
function guard(red: Red, globals: Globals, shadowing: Shadowing): boolean {
  return guardAdminApi(red, {
    hidden: () => globals.listed.filter((name) => !shadowing.names.includes(name)),
    onDeleted: () => void shadowing.restored(),
  });
}

import { homedir } from 'node:os';
import process from 'node:process';
import { serveAdminApi, tellEditors } from './admin-api.ts';
import { guardAdminApi } from './admin-guard.ts';
import { createApi } from './api.ts';
import { DeployCheck } from './deploy-check.ts';
import { readEnvironment } from './environment.ts';
import { seedGlobals, storeGlobals } from './globals.ts';
import { later } from './later.ts';
import { Masking } from './masking/masking.ts';
import { secretValues } from './masking/secret-values.ts';
import { homeOfFlows } from './project-folder.ts';
import { StoreReader } from './read-store.ts';
import { type Red } from './red.ts';
import { Schedule } from './schedule.ts';
import { SettingsStore } from './settings.ts';
import { StaleValues } from './stale-values.ts';
import { SLOW_MS, Sync } from './sync.ts';
import { SyncLog } from './sync-log.ts';
import { syncOnSave } from './sync-on-save.ts';

/** Node-RED calls it once at the start, and holds the flows until what it returns is settled. */
export async function start(red: Red): Promise<void> {
  const user = { env: process.env, home: homedir(), platform: process.platform };
  const reader = new StoreReader({
    user,
    environment: readEnvironment(user),
    defaultRoot: () => homeOfFlows(red.settings),
  });
  const settings = new SettingsStore(red.settings);
  const tell = tellEditors(red);
  const globals = seedGlobals(red.settings.functionGlobalContext) ?? storeGlobals(red);
  if (red.server) guardAdminApi(red.server);
  const masking = new Masking(red);
  const log = new SyncLog(red.log);
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
      tell(report.status);
      deployCheck.again();
      synced();
    },
  });
  const { api, synced } = createApi(sync, settings);
  const stale = new StaleValues(red, log, () => {
    sync.noteStale(stale.places);
  });
  const deployCheck = new DeployCheck(red, () => sync.catalog);
  const schedule = new Schedule({
    sync: () => void sync.run(),
    look: () => reader.look(),
    seen: () => sync.seen,
    later,
  });
  serveAdminApi(red, sync);
  const plugin = { type: 'flow-secrets' };
  // Not enumerable: the Admin API lists plugins with all that can be enumerated.
  red.plugins.registerPlugin('flow-secrets', Object.defineProperty(plugin, 'api', { value: api }));
  syncOnSave(red, sync, settings);
  settings.onChanged((changed) => {
    schedule.setAutoSync(changed);
    masking.switch(changed.mask);
  });
  schedule.setAutoSync(settings.current);
  masking.switch(settings.current.mask);
  red.server?.once('close', () => {
    schedule.stop();
  });
  // Flows wait for the first sync, but not longer than for a slow store.
  await Promise.race([sync.run(), new Promise<void>((resolve) => later(SLOW_MS, resolve))]);
  schedule.start();
}

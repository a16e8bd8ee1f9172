import { type Red } from './red.ts';
import { type SettingsStore } from './settings.ts';
import { type Sync } from './sync.ts';

/** Syncs at each deploy while that is set, and whenever another project is opened. */
export function syncOnSave(red: Red, sync: Sync, settings: SettingsStore): void {
  // The start of flows counts as a deploy too; the first sync was just before it.
  let hasStarted = flowsAreThere(red);
  red.events.on('runtime-event', ({ id }) => {
    if (id !== 'runtime-deploy') return;
    if (hasStarted && settings.current.syncOnSave) void sync.run();
    hasStarted = true;
  });
  // Another project's flows start right after: nothing of the last one may reach them, and theirs should be there in time.
  red.events.on('flows:stopping', () => {
    if (sync.leaveOtherStore()) void sync.run();
  });
}

/** True where the module is installed while flows run. */
function flowsAreThere(red: Red): boolean {
  try {
    red.nodes.eachNode(() => undefined);
    return true;
  } catch {
    // Node-RED fails on the flows that it has not loaded (runtime/lib/flows/index.js, eachNode).
    return false;
  }
}

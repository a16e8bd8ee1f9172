import { type FlowSecretsApi } from '../api.ts';
import { type SettingsStore } from './settings.ts';
import { type Sync } from './sync.ts';

/** @returns the api, and what tells its listeners that a sync has ended */
export function createApi(
  sync: Pick<Sync, 'status' | 'run'>,
  settings: SettingsStore,
): { readonly api: FlowSecretsApi; readonly synced: () => void } {
  const listeners = new Set<() => void>();
  let isUpToDate = false;
  let syncedAt: string | undefined;
  const api: FlowSecretsApi = {
    get status() {
      return sync.status;
    },
    get isUpToDate() {
      return isUpToDate;
    },
    sync: () => sync.run(),
    onSynced: (listener) => {
      listeners.add(listener);
    },
    settings,
  };
  return {
    api,
    synced: () => {
      isUpToDate = sync.status.syncedAt !== syncedAt;
      syncedAt = sync.status.syncedAt;
      for (const listener of listeners) listener();
    },
  };
}

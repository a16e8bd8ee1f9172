import { type RuntimeSettings, type SyncStatus } from './status.ts';

// Types only: the classic node must not bundle the plugin.

/** What the plugin offers to other modules of the same Node-RED: `RED.plugins.get('flow-secrets').api`. */
export interface FlowSecretsApi {
  /** Of the last sync. `syncedAt` is another one after each sync that published. */
  readonly status: SyncStatus;
  /** Whether the last sync published a space; else flows read what an earlier one did, or nothing. */
  readonly isUpToDate: boolean;
  /** Syncs now. Never rejects: the status says what went wrong. */
  readonly sync: () => Promise<SyncStatus>;
  /** Calls the listener after each sync, good or bad. */
  readonly onSynced: (listener: () => void) => void;
  /** One set for the whole Node-RED: whoever changes them last wins (sidebar, classic node). */
  readonly settings: {
    readonly current: RuntimeSettings;
    /** @throws TypeError (rejects) for a member that is no setting, or a value that it can't have */
    readonly change: (change: unknown) => Promise<RuntimeSettings>;
  };
}

// What the plugin and the editor both know, so that neither pulls the other in. Names, never a value.

import { type Catalog } from '../language/catalog.ts';
import { type FrozenValue } from './frozen-values.ts';

/** Minutes between two looks at the store that can be chosen; 0 = off. */
export const AUTO_SYNC_MINUTES = [0, 1, 30, 60, 720, 1440] as const;
export type AutoSync = (typeof AUTO_SYNC_MINUTES)[number];

/** What people set for the whole Node-RED. */
export interface RuntimeSettings {
  /** Sync at each deploy. */
  readonly syncOnSave: boolean;
  readonly autoSync: AutoSync;
  /** Mask values in the debug sidebar. */
  readonly mask: boolean;
}

/** What people see of the last sync. */
export interface SyncStatus {
  readonly space?: string;
  readonly version?: number;
  /** Of the space, ISO 8601 UTC. */
  readonly updatedAt?: string;
  /** The names of its secrets in the file's order. */
  readonly keys?: readonly string[];
  /** ISO 8601 UTC; when it last published. */
  readonly syncedAt?: string;
  /** Why the last sync failed, in whole or in part, and what to do; empty when it is good. */
  readonly problems: readonly string[];
  /** Where flows still hold an old value, until they are started anew. */
  readonly stale?: readonly FrozenValue[];
}

/** All that the editor knows of the runtime. */
export interface RuntimeStatus extends SyncStatus {
  readonly settings: RuntimeSettings;
  /** The globals of ours that a flow has set: flows read what it did. */
  readonly shadowed: readonly string[];
}

/** What flows of this Node-RED can name, and what it takes to judge them as VS Code does. */
export interface RuntimeNames extends Catalog {
  /** How loud rules speak in this project: the entries of a RuleSettings. */
  readonly rules: readonly (readonly [rule: string, severity: string])[];
}

/**
 * The comms topic that says: status or names may be others now. It says no more, since it goes to everybody who may log
 * in: who may know them asks the Admin API.
 */
export const CHANGED_TOPIC = 'flow-secrets/changed';

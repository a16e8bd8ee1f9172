import { AUTO_SYNC_MINUTES, type AutoSync, type RuntimeSettings } from '../status.ts';
import { type Red } from './red.ts';

/** Until somebody changes them. */
export const DEFAULT_SETTINGS: RuntimeSettings = { syncOnSave: true, autoSync: 0, mask: true };

/** The member of Node-RED's own settings that holds ours. */
const NAME = 'flowSecrets';

const MEMBERS: { readonly [N in keyof RuntimeSettings]: (value: unknown) => value is RuntimeSettings[N] } = {
  syncOnSave: isBoolean,
  autoSync: (value): value is AutoSync => AUTO_SYNC_MINUTES.some((minutes) => minutes === value),
  mask: isBoolean,
};

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Settings kept in Node-RED's own settings store, so that they outlive a restart. */
export class SettingsStore {
  readonly #settings: Red['settings'];
  readonly #listeners = new Set<(settings: RuntimeSettings) => void>();

  constructor(settings: Red['settings']) {
    this.#settings = settings;
  }

  /** As they are kept now; what is no setting of ours counts as its default. */
  get current(): RuntimeSettings {
    return { ...DEFAULT_SETTINGS, ...validMembers(this.#kept()) };
  }

  /**
   * Changes the given members and tells all listeners.
   * @param change from outside: checked
   * @throws TypeError for a member that is no setting, or a value that it can't have
   */
  async change(change: unknown): Promise<RuntimeSettings> {
    if (typeof change !== 'object' || change === null) throw new TypeError('Settings are an object.');
    const valid = validMembers(change);
    const wrong = Object.keys(change).find((name) => !Object.hasOwn(valid, name));
    if (wrong !== undefined) throw new TypeError(`There is no setting ${JSON.stringify(wrong)} with such a value.`);
    const settings = { ...this.current, ...valid };
    await this.#settings.set(NAME, settings);
    for (const listener of this.#listeners) listener(settings);
    return settings;
  }

  /** Calls the listener after each change. */
  onChanged(listener: (settings: RuntimeSettings) => void): void {
    this.#listeners.add(listener);
  }

  #kept(): unknown {
    try {
      return this.#settings.get(NAME);
    } catch {
      // Node-RED throws where its storage keeps no settings.
      return undefined;
    }
  }
}

function validMembers(value: unknown): Partial<RuntimeSettings> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.filter(([name, member]) => isMember(name) && MEMBERS[name](member)));
}

function isMember(name: string): name is keyof RuntimeSettings {
  return Object.hasOwn(MEMBERS, name);
}

import assert from 'node:assert/strict';
import { SettingsStore } from '../../../node-red/plugin/settings.ts';
import { type RuntimeSettings } from '../../../node-red/status.ts';

const DEFAULTS: RuntimeSettings = { syncOnSave: true, autoSync: 0, mask: true };

/** What Node-RED keeps of settings. */
class Kept {
  readonly values = new Map<string, unknown>();
  get = (name: string): unknown => this.values.get(name);
  set = (name: string, value: unknown): Promise<void> => {
    this.values.set(name, value);
    return Promise.resolve();
  };
}

describe('settings of a runtime', () => {
  it('have defaults until they are changed', () => {
    assert.deepEqual(new SettingsStore(new Kept()).current, DEFAULTS);
  });

  it('are kept in the settings of Node-RED, and told', async () => {
    const kept = new Kept();
    const store = new SettingsStore(kept);
    const told: RuntimeSettings[] = [];
    store.onChanged((settings) => told.push(settings));
    await store.change({ autoSync: 30 });
    await store.change({ mask: false });
    const wanted = { syncOnSave: true, autoSync: 30, mask: false } as const;
    assert.deepEqual(told.at(-1), wanted);
    assert.deepEqual(new SettingsStore(kept).current, wanted);
  });

  for (const kept of [null, 'on', 7, [], { syncOnSave: 'no', autoSync: 5, mask: 0, else: 1 }]) {
    it(`are the defaults where Node-RED keeps ${JSON.stringify(kept)}`, async () => {
      const settings = new Kept();
      await settings.set('flowSecrets', kept);
      assert.deepEqual(new SettingsStore(settings).current, DEFAULTS);
    });
  }

  it('are the defaults where Node-RED keeps no settings', () => {
    const get = (): never => {
      throw new Error('Settings not available');
    };
    assert.deepEqual(new SettingsStore({ get, set: () => Promise.resolve() }).current, DEFAULTS);
  });

  for (const change of [
    null,
    'on',
    { autoSync: 5 },
    { autoSync: '1' },
    { syncOnSave: 1 },
    { other: true },
    { mask: true, other: 1 },
  ]) {
    it(`are not changed by ${JSON.stringify(change)}`, async () => {
      const store = new SettingsStore(new Kept());
      await assert.rejects(store.change(change), TypeError);
      assert.deepEqual(store.current, DEFAULTS);
    });
  }
});

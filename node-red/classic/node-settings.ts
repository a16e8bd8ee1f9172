import { type FlowSecretsApi } from '../api.ts';
import { type NodeConfig, type NodeRed } from './red.ts';

/** The member of Node-RED's own settings that remembers what the node has set. */
const NAME = 'flowSecretsClassicNode';

/**
 * Gives the settings of a node to the plugin, when they are not those that were given last: so a change in the sidebar
 * outlives a restart, and a change of the node outlives it too. Whoever changes last wins.
 * @throws TypeError for a setting that can't be
 */
export async function applySettings(red: NodeRed, { settings }: FlowSecretsApi, config: NodeConfig): Promise<void> {
  const change = settingsOf(config);
  const text = JSON.stringify([config.id, change]);
  if (red.settings.get(NAME) === text) return;
  await settings.change(change);
  await red.settings.set(NAME, text);
}

/** `autosync`: minutes, as text from a select. What the node does not say is left as it is. */
function settingsOf({ autosync, syncOnSave }: NodeConfig): object {
  return {
    ...(typeof syncOnSave === 'boolean' && { syncOnSave }),
    ...((typeof autosync === 'string' || typeof autosync === 'number') && { autoSync: Number(autosync) }),
  };
}

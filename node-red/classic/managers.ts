import { type FlowSecretsApi } from '../api.ts';
import { applySettings } from './node-settings.ts';
import { managerStatus } from './node-status.ts';
import { type ManagerNode, type NodeConfig, type NodeRed } from './red.ts';

interface Manager {
  readonly node: ManagerNode;
  readonly config: NodeConfig;
}

/** All Secret Manager nodes that run. One of them works: the first in the flow file; the others say that they don't. */
export class Managers {
  readonly #red: NodeRed;
  readonly #running = new Map<string, Manager>();
  #active: Manager | undefined;
  #api: FlowSecretsApi | undefined;
  /** When that was published which the last message told of: each sync is told once, by whichever node works then. */
  #told: string | undefined;

  constructor(red: NodeRed) {
    this.#red = red;
  }

  add(node: ManagerNode, config: NodeConfig): void {
    this.#running.set(node.id, { node, config });
  }

  remove(node: ManagerNode): void {
    this.#running.delete(node.id);
    if (this.#active?.node === node) this.#active = undefined;
  }

  /**
   * Chooses the node that works, after every start of flows: what was there before has no say, so that a restart changes
   * nothing.
   * @param order the ids of all nodes as they stand in the flow file
   */
  elect(order: readonly string[]): void {
    const ids = [...order.filter((id) => this.#running.has(id)), ...this.#inSubflows(order)];
    const [first, ...others] = ids.flatMap((id) => this.#running.get(id) ?? []);
    for (const { node } of others) {
      node.status({ fill: 'red', shape: 'ring', text: this.#red._('secret-manager.status.another') });
      node.warn(this.#red._('secret-manager.status.another'));
    }
    const changed = this.#active !== first;
    this.#active = first;
    if (!first) return;
    if (!this.#findApi()) {
      first.node.status({ fill: 'yellow', shape: 'ring', text: this.#red._('secret-manager.status.no-plugin') });
      return;
    }
    if (changed) this.#apply(first);
    this.#tell();
  }

  /** Nodes in instances of a subflow have ids that no flow file holds. */
  #inSubflows(order: readonly string[]): readonly string[] {
    const inFile = new Set(order);
    return [...this.#running.keys()].filter((id) => !inFile.has(id)).sort();
  }

  /** The plugin is asked for late: Node-RED may have loaded it after this module. */
  #findApi(): boolean {
    const plugin: { readonly api?: FlowSecretsApi } | undefined = this.#red.plugins.get('flow-secrets');
    if (plugin?.api && plugin.api !== this.#api) {
      this.#api = plugin.api;
      plugin.api.onSynced(() => {
        this.#tell();
      });
    }
    return this.#api !== undefined;
  }

  #apply({ node, config }: Manager): void {
    if (!this.#api) return;
    applySettings(this.#red, this.#api, config).catch((error: unknown) => {
      node.warn(this.#red._('secret-manager.settings-refused', { reason: String(error) }));
    });
  }

  /** The state, and one message for a sync that no message told of. */
  #tell(): void {
    if (!this.#active || !this.#api) return;
    const { node } = this.#active;
    const { space, version, updatedAt, keys, syncedAt } = this.#api.status;
    node.status(managerStatus(this.#api, this.#red._));
    if (keys === undefined || syncedAt === this.#told) return;
    this.#told = syncedAt;
    node.send({ payload: { space, version, updated_at: updatedAt, keys: [...keys] } });
  }
}

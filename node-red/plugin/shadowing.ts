import { type FlowWrite } from './flow-writes.ts';
import { type GlobalContext, globalContextOf } from './global-context.ts';
import { type GlobalName, GLOBAL_NAMES, type Globals } from './globals.ts';
import { type Red } from './red.ts';

/** A name of ours under which a flow has set something. */
interface Shadow {
  readonly name: GlobalName;
  /** The context store that holds it; absent: the default one. */
  readonly store?: string;
}

const STORED = 'Flows that read it get that value.';
/** Its text does not tell whether it has run, nor always what it changes. */
const MAY_BE_STORED =
  'Flows that read it get that value, once it has run (an assignment to a part of what was read is ignored: it is frozen).';
const REMEDY =
  'Keep it under a name of its own there, and restore what the store holds in the sidebar of Flow Secrets, or delete the value in the Context sidebar.';

export interface ShadowingOptions {
  readonly globals: Globals;
  /** Which nodes of the present flows set names of ours. */
  readonly writes: () => readonly FlowWrite[];
  readonly warn: (message: string) => void;
  /** Called when other names are shadowed than before. */
  readonly onChanged: () => void;
}

/** Finds flows that set SECRETS, SECRETS_METADATA or CREDENTIALS, and takes their values away on request. */
export class Shadowing {
  readonly #red: Pick<Red, 'nodes' | 'settings'>;
  readonly #options: ShadowingOptions;
  #shadows: readonly Shadow[] = [];
  #said = new Set<string>();

  constructor(red: Pick<Red, 'nodes' | 'settings' | 'events'>, options: ShadowingOptions) {
    this.#red = red;
    this.#options = options;
    red.events.on('flows:started', () => void this.check());
  }

  /** The names under which flows read something else than what was published, as of the last check. */
  get names(): readonly GlobalName[] {
    const shadowed = new Set(this.#shadows.map(({ name }) => name));
    return GLOBAL_NAMES.filter((name) => shadowed.has(name));
  }

  /** Looks for shadows, and logs new ones. Never throws. */
  async check(): Promise<void> {
    const context = globalContextOf(this.#red);
    const before = this.names.join();
    this.#shadows = context ? await this.#find(context) : [];
    if (this.names.join() !== before) this.#options.onChanged();
    const writes = this.#writes();
    const known = new Set(writes.map(({ name }) => name));
    const messages = [
      ...writes.map(
        ({ target, node }) => `${target} is set by a flow, in ${wordsOf(node)}. ${MAY_BE_STORED} ${REMEDY}`,
      ),
      ...this.names
        .filter((name) => !known.has(name))
        .map((name) => `${name} is set by a flow; no node's text tells which one does it. ${STORED} ${REMEDY}`),
    ];
    for (const message of messages) if (!this.#said.has(message)) this.#options.warn(message);
    this.#said = new Set(messages);
  }

  /** Takes away what flows have set, so that they read what was published. Never throws. */
  async restore(): Promise<void> {
    const context = globalContextOf(this.#red);
    for (const { name, store } of context ? await this.#find(context) : []) await context?.remove(name, store);
    await this.restored();
  }

  /** To be called when a value of ours was deleted in the Context sidebar. Never throws. */
  async restored(): Promise<void> {
    this.#options.globals.republish();
    await this.check();
  }

  /** Flows run, whatever the look at them comes to. */
  #writes(): readonly FlowWrite[] {
    try {
      return this.#options.writes();
    } catch {
      return []; // what is set is found all the same, only not who does it
    }
  }

  async #find(context: GlobalContext): Promise<readonly Shadow[]> {
    const stores = [undefined, ...namedStores(this.#red.settings.contextStorage)];
    const found = await Promise.all(stores.map((store) => this.#findIn(context, store)));
    return found.flat();
  }

  async #findIn(context: GlobalContext, store: string | undefined): Promise<readonly Shadow[]> {
    const keys = await context.keys(store);
    const shadows: Shadow[] = [];
    for (const name of GLOBAL_NAMES.filter((one) => keys.includes(one))) {
      // A copy of ours counts too where a flow has put it: it is shown and stored.
      const isOurs =
        this.#options.globals.listed.includes(name) &&
        (await context.get(name, store)) === this.#options.globals.ours(name);
      if (!isOurs) shadows.push({ name, ...(store !== undefined && { store }) });
    }
    return shadows;
  }
}

/** Names of context stores; one that only says which is the default is none. */
function namedStores(storage: Red['settings']['contextStorage'] = {}): readonly string[] {
  return Object.keys(storage).filter((name) => name !== '_' && typeof storage[name] !== 'string');
}

function wordsOf({ id, name }: FlowWrite['node']): string {
  return `the node ${JSON.stringify(name)} (${id})`;
}

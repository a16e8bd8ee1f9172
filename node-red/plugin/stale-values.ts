import { setImmediate } from 'node:timers/promises';
import { quote } from '../../language/rules/words.ts';
import { type DeployedNode } from '../check-flows.ts';
import { type ChangedNames, frozenValues, type FrozenValue } from '../frozen-values.ts';
import { changedNames } from './changed-names.ts';
import { type PublishedGlobals } from './globals.ts';
import { type Red, type RuntimeEvent } from './red.ts';
import { type SyncLog } from './sync-log.ts';

/** Places that one line of the log names. */
const MOST = 20;

/** Knows which running flows still hold a value that has changed since they started. */
export class StaleValues {
  readonly #red: Red;
  readonly #log: SyncLog;
  readonly #onChanged: () => void;
  #published: PublishedGlobals = {};
  #places: readonly { readonly value: FrozenValue; readonly instance: object | null }[] = [];
  /** Counts the starts of all flows: a search that began before one is out of date. */
  #starts = 0;

  /** @param onChanged called when other places are stale than before */
  constructor(red: Red, log: SyncLog, onChanged: () => void) {
    this.#red = red;
    this.#log = log;
    this.#onChanged = onChanged;
    red.events.on('flows:started', (event) => {
      this.#forgetRestarted(event);
    });
  }

  /** The places that hold an old value now. */
  get places(): readonly FrozenValue[] {
    return this.#places.map(({ value }) => value);
  }

  /** Told after each sync: finds and logs the places that keep an old value because of it. Never rejects. */
  async published(now: PublishedGlobals): Promise<void> {
    const changed = changedNames(this.#published, now);
    this.#published = now;
    if (changed.secrets.size + changed.credentials.size === 0) return;
    try {
      const values = await this.#search(changed);
      if (values.length === 0) return;
      this.#add(values);
      this.#log.say('warn', sentenceOf(values));
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown error';
      this.#log.say('warn', `Flows that keep an old value could not be looked for (${name}). Restart flows that do.`);
    }
  }

  async #search(changed: ChangedNames): Promise<readonly FrozenValue[]> {
    const starts = this.#starts;
    const search = frozenValues(runningNodes(this.#red), changed);
    for (;;) {
      const step = search.next();
      if (step.done === true) return step.value;
      await setImmediate();
      if (starts !== this.#starts) return [];
    }
  }

  #add(values: readonly FrozenValue[]): void {
    const isNew = (old: FrozenValue): boolean =>
      !values.some(({ node, property }) => node === old.node && property === old.property);
    const added = values.map((value) => ({ value, instance: this.#red.nodes.getNode(value.node) }));
    this.#places = [...this.#places.filter(({ value }) => isNew(value)), ...added];
    this.#onChanged();
  }

  /** A node that was made anew has read the present value; environment variables have when their flow was made anew. */
  #forgetRestarted({ type, diff }: RuntimeEvent): void {
    const isFull = (type !== 'nodes' && type !== 'flows') || diff?.globalConfigChanged === true;
    if (isFull) this.#starts++;
    const remaining = this.#places.filter(({ value, instance }) => {
      if (isFull || diff?.flowChanged?.includes(value.node) === true) return false;
      return instance === null || this.#red.nodes.getNode(value.node) === instance;
    });
    if (remaining.length === this.#places.length) return;
    this.#places = remaining;
    this.#onChanged();
  }
}

function runningNodes(red: Red): readonly DeployedNode[] {
  const nodes: DeployedNode[] = [];
  try {
    red.nodes.eachNode((node) => nodes.push(node));
  } catch {
    // Node-RED fails on the flows that it has not loaded (runtime/lib/flows/index.js, eachNode): none runs.
  }
  return nodes;
}

function sentenceOf(values: readonly FrozenValue[]): string {
  const places = values.slice(0, MOST).map(placeOf).join('; ');
  const more = values.length > MOST ? ` and ${values.length - MOST} more` : '';
  return `Values changed that these read only when they start, so they keep the old ones: ${places}${more}. Deploy > Restart Flows (or a full deploy) gives them the new ones.`;
}

function placeOf({ node, name, tab, property }: FrozenValue): string {
  const where = tab === undefined ? '' : ` on ${quote(tab)}`;
  return `${quote(name)} (${quote(node).slice(1, -1)})${where}, ${quote(property).slice(1, -1)}`;
}

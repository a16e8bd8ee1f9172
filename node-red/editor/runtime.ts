import { type Catalog } from '../../language/catalog.ts';
import { NO_RULE_SETTINGS, type RuleSettings, ruleSettings } from '../../language/rules/settings.ts';
import { CHANGED_TOPIC, type RuntimeNames, type RuntimeSettings, type RuntimeStatus } from '../status.ts';
import { type JQuery, type Red } from './red.ts';

const EMPTY: Catalog = {
  complete: false,
  spaces: [],
  broken: [],
  credentials: { complete: false, credentials: [] },
};

/** Why the runtime did not do what it was asked for. */
export type Failure = 'forbidden' | 'unreachable' | 'refused';

/** What the editor knows of the runtime: kept up to date, told to listeners. Names, never a value. */
export class Runtime {
  readonly #ajax: JQuery['ajax'];
  readonly #listeners = new Set<() => void>();
  #status: RuntimeStatus | undefined;
  #catalog: Catalog = EMPTY;
  #rules = NO_RULE_SETTINGS;
  #failure: Failure | undefined;
  /** Counts the looks; an answer that is older than one that came is dropped. */
  #asked = 0;
  #answered = 0;

  /** Begins to listen; who comes later is told at once. */
  constructor(red: Red, jquery: JQuery) {
    this.#ajax = jquery.ajax;
    red.comms.subscribe(CHANGED_TOPIC, () => void this.#look());
  }

  /** Undefined until the runtime has told it. */
  get status(): RuntimeStatus | undefined {
    return this.#status;
  }

  /** What the flows of this Node-RED can use; incomplete until the runtime has told it. */
  get catalog(): Catalog {
    return this.#catalog;
  }

  /** How loud rules speak in the project of the runtime. */
  get rules(): RuleSettings {
    return this.#rules;
  }

  /** Why status and names are not known, or old. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Calls the listener after each change of what is known. */
  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Syncs now. Rejects when the runtime does not answer or refuses, as do the others that ask for a change. */
  sync(): Promise<void> {
    return this.#post('sync', {});
  }

  changeSettings(change: Partial<RuntimeSettings>): Promise<void> {
    return this.#post('settings', change);
  }

  /** Takes away what flows have set in the place of ours. */
  restore(): Promise<void> {
    return this.#post('restore', {});
  }

  /** Asks for all that is known. Never rejects. */
  async #look(): Promise<void> {
    const turn = ++this.#asked;
    let answers: readonly [status: unknown, names: unknown] | undefined;
    let failure: Failure | undefined;
    try {
      answers = await Promise.all([this.#get('status'), this.#get('names')]);
    } catch (error) {
      // What was known stays: the runtime tells of each change, and when the editor is connected again.
      failure = failureOf(error);
    }
    if (turn < this.#answered) return;
    this.#answered = turn;
    this.#failure = failure;
    if (answers) this.#take(answers[0] as RuntimeStatus, answers[1] as RuntimeNames);
    for (const listener of this.#listeners) listener();
  }

  #take(status: RuntimeStatus, { rules, ...catalog }: RuntimeNames): void {
    this.#status = status;
    this.#catalog = catalog;
    this.#rules = ruleSettings(rules);
  }

  #get(route: string): PromiseLike<unknown> {
    return this.#ajax({ url: `flow-secrets/${route}`, method: 'GET', dataType: 'json' });
  }

  async #post(route: string, body: object): Promise<void> {
    const data = JSON.stringify(body);
    await this.#ajax({
      url: `flow-secrets/${route}`,
      method: 'POST',
      contentType: 'application/json',
      data,
      dataType: 'json',
    });
    await this.#look();
  }
}

/** What a request of jQuery's that did not work means. */
export function failureOf(error: unknown): Failure {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 401 || status === 403) return 'forbidden';
  return typeof status === 'number' && status >= 400 ? 'refused' : 'unreachable';
}

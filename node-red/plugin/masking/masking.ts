import { type Red } from '../red.ts';
import { type SyncLog } from '../sync-log.ts';
import { maskedCopy } from './masked-copy.ts';
import { ValueMatcher } from './value-matcher.ts';

/** The label lets us take the hook back. */
const HOOK = 'preDeliver.flow-secrets';

/** Masks values in what debug nodes get, and with it in the debug sidebar. All other nodes get the message itself. */
export class Masking {
  readonly #red: Pick<Red, 'hooks'>;
  readonly #log: SyncLog;
  #values: ReadonlySet<string> = new Set();
  #matcher = new ValueMatcher([]);
  #isOn = false;
  #hasWarned = false;

  constructor(red: Pick<Red, 'hooks'>, log: SyncLog) {
    this.#red = red;
    this.#log = log;
  }

  /** Without it, messages pass no code of ours. */
  switch(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    // One parameter: Node-RED waits for a callback where there are two.
    if (isOn)
      this.#red.hooks.add(HOOK, (event) => {
        if (event.destination?.node?.type === 'debug') event.msg = this.#masked(event.msg);
      });
    else this.#red.hooks.remove(HOOK);
  }

  /**
   * The values that flows are about to read. Those before them stay masked until the next change: messages and frozen
   * copies may hold them.
   */
  publish(values: ReadonlySet<string>): void {
    if (values.size === this.#values.size && [...values].every((value) => this.#values.has(value))) return;
    this.#matcher = new ValueMatcher(new Set([...values, ...this.#values]));
    this.#values = values;
  }

  #masked(message: unknown): unknown {
    if (this.#matcher.isEmpty) return message;
    const { copy, unreadable } = maskedCopy(message, this.#matcher);
    if (unreadable && !this.#hasWarned) {
      this.#hasWarned = true;
      this.#log.say(
        'warn',
        'A part of a message could not be read, and is masked whole in the debug sidebar. This is said once.',
      );
    }
    return copy ?? message;
  }
}

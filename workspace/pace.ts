import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others get their turn. */
const SLICE = 8;

/** Lets long work give way, so that requests are answered meanwhile. Works that go on side by side share one. */
export class Pace {
  #since = performance.now();
  #turn: Promise<void> | undefined;

  /** Resolves at once, or after a turn of the event loop when the slice is used up: one turn for all that wait for it. */
  async rest(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await (this.#turn ??= this.#nextTurn());
  }

  async #nextTurn(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
    this.#turn = undefined;
  }
}

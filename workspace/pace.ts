import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others get their turn. */
const SLICE = 8;

/** Lets long work give way, so that requests are answered meanwhile. */
export class Pace {
  #since = performance.now();

  /** Resolves at once, or after a turn of the event loop when the slice is used up. */
  async rest(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

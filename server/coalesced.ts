/** Runs an action once for many calls: `delay` milliseconds after the first of them. */
export class Coalesced {
  readonly #action: () => void;
  readonly #delay: number;
  #timer: NodeJS.Timeout | undefined;
  constructor(delay: number, action: () => void) {
    this.#delay = delay;
    this.#action = action;
  }

  call(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#action();
    }, this.#delay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Milliseconds of work after which others have their turn. */
const SLICE_MS = 8;

export interface SlicedWorkOptions<T> {
  /** Lets others have their turn, then goes on. */
  readonly later: (goOn: () => void) => void;
  readonly done: (result: T) => void;
  /** Told instead of an exception: whoever began the work must not fail because of it. */
  readonly failed: (error: unknown) => void;
}

/** Work in steps that holds nobody up for long. What is begun takes the place of what is under way. */
export class SlicedWork<T> {
  readonly #options: SlicedWorkOptions<T>;
  #current: Iterator<void, T> | undefined;

  constructor(options: SlicedWorkOptions<T>) {
    this.#options = options;
  }

  /**
   * Never throws.
   * @param first milliseconds of the first slice, which is done at once
   */
  begin(steps: Iterator<void, T>, first = SLICE_MS): void {
    this.#current = steps;
    this.#goOn(steps, first);
  }

  #goOn(steps: Iterator<void, T>, milliseconds: number): void {
    if (this.#current !== steps) return;
    const until = performance.now() + milliseconds;
    const { later, done, failed } = this.#options;
    try {
      do {
        const step = steps.next();
        if (step.done !== true) continue;
        this.#current = undefined;
        done(step.value);
        return;
      } while (performance.now() < until);
    } catch (error) {
      this.#current = undefined;
      failed(error);
      return;
    }
    later(() => {
      this.#goOn(steps, SLICE_MS);
    });
  }
}

/** Lets work go one after the other, so that none undoes what a later one saw. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** No work is under way or waits. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** Does the work after all that came before; it rejects as the work does, and holds up nothing by that. */
  take<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting++;
    const turn = this.#last.then(work).finally(() => {
      this.#waiting--;
    });
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}

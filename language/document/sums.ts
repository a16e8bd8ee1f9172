import { lastAtMost } from './search.ts';

/**
 * Numbers with the sum of those before each. Replacing some costs a pass over plain numbers, and no look at what they
 * are measured of: at ten thousand chunks that is microseconds.
 */
export class Sums {
  #values: Int32Array;
  /** One more than there are values: the last is the sum of all. */
  #before: Int32Array;

  constructor(values: readonly number[]) {
    this.#values = Int32Array.from(values);
    this.#before = new Int32Array(values.length + 1);
    this.#sum(0);
  }

  /** The sum of the values before an index; their number gives the sum of all. */
  before(index: number): number {
    return this.#before[index] ?? 0;
  }

  /** The last index before which the sum is at most `sum`; the number of values when that is all. */
  lastAtMost(sum: number): number {
    return lastAtMost(this.#before, sum);
  }

  /** Puts other values in the place of those from `from` up to `to`. */
  replace(from: number, to: number, values: readonly number[]): void {
    if (values.length !== to - from) {
      const moved = new Int32Array(this.#values.length + values.length - (to - from));
      moved.set(this.#values.subarray(0, from));
      moved.set(this.#values.subarray(to), from + values.length);
      this.#values = moved;
      const before = new Int32Array(moved.length + 1);
      before.set(this.#before.subarray(0, from + 1));
      this.#before = before;
    }
    this.#values.set(values, from);
    this.#sum(from);
  }

  #sum(from: number): void {
    const [values, before] = [this.#values, this.#before];
    let sum = before[from] ?? 0;
    for (let i = from; i < values.length; i++) {
      sum += values[i] ?? 0;
      before[i + 1] = sum;
    }
  }
}

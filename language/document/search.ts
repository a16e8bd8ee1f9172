/** How many numbers of a sorted list are at most `value`. */
export function countAtMost(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sorted, middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last number that is at most `value`, in a sorted list that begins at or below it. */
export function lastAtMost(sorted: ArrayLike<number>, value: number): number {
  return Math.max(0, countAtMost(sorted, value) - 1);
}

/** A member of a list by an index that is known to be good. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}

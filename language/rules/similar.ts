/** How many names are offered for one. */
const MOST = 3;

/**
 * The names that may have been meant, the likeliest first: those that differ in case or separators only, then those
 * that few changed, missing or swapped letters away. The same names give the same answer in any order.
 */
export function similarNames(name: string, candidates: Iterable<string>): readonly string[] {
  const limit = Math.min(3, Math.floor(name.length / 3));
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const distance = skeleton(candidate) === skeleton(name) ? 0 : editDistance(fold(name), fold(candidate), limit);
    if (distance <= limit) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, MOST).map(({ candidate }) => candidate);
}

function fold(name: string): string {
  return name.toLowerCase();
}

/** The name without case and separators; one of separators alone stays as it is. */
function skeleton(name: string): string {
  const letters = fold(name).replace(/[-_.\s]/g, '');
  return letters === '' ? name : letters;
}

/** Names that are asked about again and again: each answer is kept. */
export class NameList {
  readonly #names: readonly string[];
  readonly #answers = new Map<string, readonly string[]>();
  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)];
  }

  similarTo(name: string): readonly string[] {
    let answer = this.#answers.get(name);
    if (answer === undefined) {
      answer = similarNames(name, this.#names);
      this.#answers.set(name, answer);
    }
    return answer;
  }
}

/** Optimal string alignment distance, or more than `limit` as soon as that is certain. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + cost,
          swapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

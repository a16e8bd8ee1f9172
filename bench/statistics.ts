/** The value below which a share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/** Milliseconds, for people. */
export function ms(number: number): string {
  return `${number.toFixed(number < 10 ? 1 : 0)} ms`;
}

/**
 * The times of two works that take turns, so that what else the machine does meets both alike.
 * @param runs how often each is done
 */
export async function takingTurns(
  runs: number,
  ours: () => Promise<number> | number,
  peer: () => Promise<number> | number,
): Promise<{ readonly ours: number[]; readonly peer: number[] }> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let run = 0; run < runs; run++) {
    times.peer.push(await peer());
    times.ours.push(await ours());
  }
  return times;
}

/** A disk whose accesses take longer than this on average is a slow one; milliseconds. */
const SLOW = 2;
/** How many accesses the average is of, about: a busy machine alone makes no disk slow. */
const MEMORY = 32;
/** How many accesses to a slow disk go to the background before it is measured again. */
const PAUSE = 500;
let average = 0;
let inBackground = 0;

/**
 * An access to the disk. Asking the system at once is five times as fast as through Node's threads; where the disk itself is
 * slow (a network folder), many are asked in the background, so that no request waits for it.
 */
export function access<T>(now: () => T, later: () => Promise<T>): T | Promise<T> {
  if (inBackground > 0) {
    inBackground--;
    return later();
  }
  const began = clock();
  try {
    return now();
  } finally {
    average += (clock() - began - average) / MEMORY;
    if (average > SLOW) [average, inBackground] = [0, PAUSE];
  }
}

/** Milliseconds. Not `performance.now()`: that global loads nine modules of Node's, which a short command feels. */
function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

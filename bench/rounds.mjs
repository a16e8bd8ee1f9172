// How long a work takes in a process that has been running for a while, as a server has: the same for ours and for every peer.

/** Milliseconds of work before a round counts: compilers of JavaScript take their time. */
const WARM_UP = 2000;
const ROUNDS = 15;

/**
 * Does a work over and over.
 * @param {() => unknown} round what is measured
 * @param {() => void} [before] what comes before each round, and is not measured
 * @returns {Promise<number[]>} the milliseconds of each round that counts
 */
export async function timesOfRounds(round, before = () => undefined) {
  /** @type {number[]} */
  const times = [];
  const began = performance.now();
  for (let isWarm = false; times.length < ROUNDS; isWarm ||= performance.now() - began > WARM_UP) {
    before();
    const start = performance.now();
    await round();
    const time = performance.now() - start;
    if (isWarm) times.push(time);
  }
  return times;
}

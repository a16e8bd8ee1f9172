import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';

/** An answer within this time is a quick one; milliseconds. */
const QUICK_MS = 2;
/** How long after a quick answer the same is asked at once: the first change of a window takes 20. Milliseconds. */
const RECENT_MS = 50;
/** How many questions are remembered. */
const MOST = 1_000;
/** How many calls at once the average is of, about: a busy machine alone makes no disk slow. */
const MEMORY = 32;
/** How long nothing is asked at once of a disk that turned out to be slow; milliseconds. */
const PAUSE_MS = 10_000;

/**
 * Asks the disk through Node's threads, so that one that hangs (a network folder), or has to fetch a file first, holds up nobody but the
 * caller: the store runs in VS Code's extension host and in Node-RED. Only what was answered quickly a few milliseconds ago is asked at
 * once when it is asked again, as a change does under the lock: that costs a tenth of a turn of the threads. The time counts from the
 * answer through the threads, so that a caller in a loop waits for them again and again, and others have their turn. Where what is asked
 * at once is slow on average, it pauses.
 */
export class Disk {
  /** When each question was answered quickly. */
  readonly #answered = new Map<string, number>();
  readonly #now: () => number;
  #average = 0;
  #pausedUntil = -Infinity;

  /** @param now milliseconds that never go back */
  constructor(now = monotonic) {
    this.#now = now;
  }

  /** @param question the kind of call and its path */
  async ask<T>(question: string, inBackground: () => Promise<T>, atOnce: () => T): Promise<T> {
    if (this.isQuick(question)) return this.#atOnce(atOnce);
    this.#answered.delete(question);
    const began = this.#now();
    try {
      return await inBackground();
    } finally {
      // That something is not there is an answer as well.
      const ended = this.#now();
      if (this.#answered.size >= MOST) this.#answered.clear();
      if (ended - began < QUICK_MS) this.#answered.set(question, ended);
    }
  }

  /** True where a question was answered quickly a moment ago: it is asked at once then, and so may be what belongs to it. */
  isQuick(question: string): boolean {
    const now = this.#now();
    return now >= this.#pausedUntil && now - (this.#answered.get(question) ?? -Infinity) < RECENT_MS;
  }

  #atOnce<T>(call: () => T): T {
    const began = this.#now();
    try {
      return call();
    } finally {
      const ended = this.#now();
      this.#average += (ended - began - this.#average) / MEMORY;
      if (this.#average > QUICK_MS) [this.#average, this.#pausedUntil] = [0, ended + PAUSE_MS];
    }
  }
}

/** Not `performance.now()`: that global loads nine modules of Node's, which a short command feels. */
function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export const disk = new Disk();

/** The path with links resolved. @throws the system's error, as all below */
export async function realPathOf(path: string): Promise<string> {
  return disk.ask(
    `path ${path}`,
    () => realpath(path),
    () => realpathSync.native(path),
  );
}

/** What a path leads to. */
export async function statOf(path: string): Promise<Stats> {
  return disk.ask(
    `stat ${path}`,
    () => stat(path),
    () => statSync(path),
  );
}

/** The bytes of a file. */
export async function bytesOf(path: string): Promise<Buffer> {
  return disk.ask(
    `bytes ${path}`,
    () => readFile(path),
    () => readFileSync(path),
  );
}

/** The names in a folder. */
export async function namesIn(path: string): Promise<readonly string[]> {
  return disk.ask(
    `names ${path}`,
    () => readdir(path),
    () => readdirSync(path),
  );
}

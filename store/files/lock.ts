import { mkdirSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { mkdir, rmdir, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { lock } from 'proper-lockfile';
import { disk } from '../catalog/disk.ts';
import { errorCode } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';
import { faultOf } from './disk-faults.ts';

// A lock that nobody renews for STALE_MS belongs to a process that died, and is taken over within the waiting time.
const STALE_MS = 3000;
const RENEW_MS = 1000;
const WAIT_MS = 100;
/** How often one holder's lock is asked for: about 5 seconds. */
const LOOKS_AT_ONE = 50;
/** The same of all holders together, where it goes from hand to hand: about a minute. */
const LOOKS_AT_ALL = 600;

/** What the library asks the disk: a lock that was taken quickly is looked at and given back at once, and taken again. */
const LOCK_FS = {
  mkdir: asking(mkdir, mkdirSync),
  stat: asking(stat, statSync),
  rmdir: asking(rmdir, rmdirSync),
  utimes: callbackify(utimes),
  rmdirSync,
};

function asking(inBackground: (lockfile: string) => Promise<unknown>, atOnce: (lockfile: string) => unknown): object {
  return callbackify((lockfile: string) =>
    disk.ask(
      `lock ${lockfile}`,
      () => inBackground(lockfile),
      () => atOnce(lockfile),
    ),
  );
}

/** A held lock. */
export interface HeldLock {
  /** @throws StoreError `locked` when it was lost (the machine slept, say): nothing may be written then */
  check(): void;
}

/**
 * Does some work while no other process of ours writes to the store. `sops` knows no lock: bytes are compared too.
 * @param folder the store's folder, which exists, links resolved
 * @throws StoreError `locked` after about 5 seconds of waiting for one holder, or a minute while it goes from hand to hand; `io`
 */
export async function withLock<T>(folder: string, work: (held: HeldLock) => Promise<T>): Promise<T> {
  let lost = false;
  const release = await acquire(folder, () => {
    lost = true;
  });
  const check = (): void => {
    if (lost) throw new StoreError('locked', `The lock on ${folder} was lost; nothing was changed. Try again.`, folder);
  };
  try {
    return await work({ check });
  } finally {
    // A lock that was lost can't be released; it is somebody else's now.
    await release().catch(() => undefined);
  }
}

async function acquire(folder: string, onCompromised: () => void): Promise<() => Promise<void>> {
  const lockfilePath = path.join(folder, '.lock');
  const options = { realpath: false, stale: STALE_MS, update: RENEW_MS, fs: LOCK_FS };
  const dates = new FutureDates();
  const patience = new Patience();
  let present: Stats | undefined;
  do {
    try {
      return await lock(folder, { ...options, lockfilePath, onCompromised });
    } catch (error) {
      if (errorCode(error) !== 'ELOCKED') throw new StoreError('io', reasonOf(error, folder, lockfilePath), folder);
    }
    present = await stat(lockfilePath).catch(() => undefined);
    if (present && dates.isDead(present)) {
      // Made old, so that the library takes it over by its own rules.
      await utimes(lockfilePath, 0, 0).catch(() => undefined);
    }
    await delay(WAIT_MS);
  } while (patience.isLeft(present));
  const message = `Another program is changing the store in ${folder}. Try again in a moment.`;
  throw new StoreError('locked', message, folder);
}

function reasonOf(error: unknown, folder: string, lockfile: string): string {
  // The library makes the lock as a folder, and can't take away what somebody else put there.
  if (errorCode(error) === 'ENOTDIR')
    return `${lockfile} is no lock of this program's. Remove it; nothing was changed.`;
  return `The folder ${folder} can't be written to: ${faultOf(error)}. Nothing was changed.`;
}

/**
 * Says how long a lock is waited for. Nobody queues for it, so on a slow disk the same ones may be quicker several times: as long as
 * they come on, so will who waits.
 */
export class Patience {
  #holder = '';
  #looks = 0;
  #all = 0;

  /**
   * Asked after each look at the lock.
   * @param present what it was; undefined where it was free just then
   */
  isLeft(present: Pick<Stats, 'ino' | 'birthtimeMs'> | undefined): boolean {
    // A lock is made anew each time; a system may give the new one the number of the old one.
    const holder = present ? `${present.ino} ${present.birthtimeMs}` : 'nobody';
    this.#looks = holder === this.#holder ? this.#looks + 1 : 1;
    this.#holder = holder;
    return this.#looks < LOOKS_AT_ONE && ++this.#all < LOOKS_AT_ALL;
  }
}

/**
 * Notices a dead lock that is dated in the future, by a clock that was wrong: the library would wait for that time to
 * come. A living one is dated anew each RENEW_MS, whatever its clock says.
 */
class FutureDates {
  #seen: { readonly date: number; readonly at: number } | undefined;

  isDead({ mtimeMs: date }: Stats): boolean {
    if (date <= Date.now() + STALE_MS) return false;
    if (this.#seen?.date === date) return performance.now() - this.#seen.at > STALE_MS;
    this.#seen = { date, at: performance.now() };
    return false;
  }
}

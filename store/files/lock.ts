import { mkdirSync, rmdirSync, statSync } from 'node:fs';
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
const ATTEMPTS = 49;

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
 * @throws StoreError `locked` after about 5 seconds of waiting, `io`
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
  const dates = new FutureDates(lockfilePath);
  for (let attempt = 0; attempt <= ATTEMPTS; attempt++) {
    try {
      return await lock(folder, { ...options, lockfilePath, onCompromised });
    } catch (error) {
      if (errorCode(error) !== 'ELOCKED') throw new StoreError('io', reasonOf(error, folder, lockfilePath), folder);
    }
    await dates.look();
    await delay(WAIT_MS);
  }
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
 * Notices a dead lock that is dated in the future, by a clock that was wrong: the library would wait for that time to
 * come. A living one is dated anew each RENEW_MS, whatever its clock says.
 */
class FutureDates {
  readonly #lockfile: string;
  #seen: { readonly date: number; readonly at: number } | undefined;

  constructor(lockfile: string) {
    this.#lockfile = lockfile;
  }

  async look(): Promise<void> {
    const date = (await stat(this.#lockfile).catch(() => undefined))?.mtimeMs ?? 0;
    if (date <= Date.now() + STALE_MS) return;
    if (this.#seen?.date !== date) this.#seen = { date, at: performance.now() };
    // Made old, so that the library takes it over by its own rules.
    else if (performance.now() - this.#seen.at > STALE_MS) await utimes(this.#lockfile, 0, 0).catch(() => undefined);
  }
}

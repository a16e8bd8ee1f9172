import path from 'node:path';
import { lock } from 'proper-lockfile';
import { errorCode } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';

// A lock that nobody renews for STALE_MS belongs to a process that died, and is taken over within the waiting time.
const STALE_MS = 3000;
const RENEW_MS = 1000;
const WAIT_MS = 100;
const ATTEMPTS = 49;

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
  try {
    return await lock(folder, {
      lockfilePath: path.join(folder, '.lock'),
      stale: STALE_MS,
      update: RENEW_MS,
      retries: { retries: ATTEMPTS, factor: 1, minTimeout: WAIT_MS, maxTimeout: WAIT_MS },
      onCompromised,
    });
  } catch (error) {
    if (errorCode(error) === 'ELOCKED') {
      throw new StoreError(
        'locked',
        `Another program is changing the store in ${folder}. Try again in a moment.`,
        folder,
      );
    }
    throw new StoreError('io', `The store's folder ${folder} can't be written to (${errorCode(error)}).`, folder);
  }
}

import { randomUUID } from 'node:crypto';
import { closeSync, fsync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { onExit } from 'signal-exit';

/** More take longer than a moment to hand over to the system. */
const MOST_BYTES = 1_000_000;

/** True where `withReadyBytes` holds up nobody, on a disk that answers quickly. */
export function areFew(bytes: Uint8Array): boolean {
  return bytes.length <= MOST_BYTES;
}

/**
 * Brings bytes to the disk (fsync, in one of Node's threads) in a file of their own, then has it moved away; all else is done at once. The
 * file is gone afterwards, also where the process ends in the middle in an orderly way.
 * @param target the file that they are for, links resolved: theirs is beside it, readable for this user only
 * @param move moves that file
 * @throws the system's error, and what `move` throws
 */
export async function withReadyBytes(
  target: string,
  bytes: Uint8Array,
  move: (ready: string) => Promise<void>,
): Promise<void> {
  const ready = `${target}.${randomUUID()}`;
  const stopListening = onExit(() => {
    remove(ready);
  });
  try {
    await write(ready, bytes);
    await move(ready);
  } catch (error) {
    remove(ready);
    throw error;
  } finally {
    stopListening();
  }
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, bytes);
    await promisify(fsync)(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was moved already, or the disk that failed fails in this as well.
  }
}

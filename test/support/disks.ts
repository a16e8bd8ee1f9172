import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { chmod, chown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { failStep } from './failing-fs.ts';

const PAGE = 4096;
const FILLER = '.filler';
const NOBODY = 65534;
let isTold = false;

/** A folder on a real disk of its own, so small that it fills up. Where that is not permitted, calls that fail stand in. */
export class SmallDisk {
  readonly #folder: string;
  readonly #isReal: boolean;

  private constructor(folder: string, isReal: boolean) {
    this.#folder = folder;
    this.#isReal = isReal;
  }

  /** @param folder absolute, empty */
  static at(folder: string): SmallDisk {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', folder], { stdio: 'ignore' });
      return new SmallDisk(folder, true);
    } catch {
      if (!isTold)
        console.warn('No disk may be mounted here: calls that fail stand in for one that is full or read-only.');
      isTold = true;
      return new SmallDisk(folder, false);
    }
  }

  /**
   * Fills the disk.
   * @param rooms how many pages stay free; on a disk that is none, how many steps of writing go well
   * @returns what makes room again
   */
  fill(rooms: number): () => void {
    if (!this.#isReal) {
      const end = failStep(this.#folder, rooms + 1, 'ENOSPC');
      return () => void end();
    }
    const filler = path.join(this.#folder, FILLER);
    const file = openSync(filler, 'w');
    let size = 0;
    try {
      for (;;) size += writeSync(file, Buffer.alloc(PAGE));
    } catch {
      ftruncateSync(file, Math.max(0, size - rooms * PAGE));
    }
    closeSync(file);
    return () => {
      rmSync(filler);
    };
  }

  /** @returns what makes it writable again */
  makeReadOnly(): () => void {
    if (!this.#isReal) {
      const end = failStep(this.#folder, 1, 'EROFS');
      return () => void end();
    }
    const remount = (mode: string): void => {
      execFileSync('mount', ['-o', `remount,${mode}`, this.#folder]);
    };
    remount('ro');
    return () => {
      remount('rw');
    };
  }

  dispose(): void {
    if (this.#isReal) execFileSync('umount', [this.#folder]);
  }
}

/** Takes the right to change a folder away from this process, which is nobody while it lasts where it was root. */
export async function forbidWriting(root: string, folder: string): Promise<() => Promise<void>> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    // The group stays: this process is in no other.
    const { gid } = await stat(root);
    for (const entry of ['.', ...(await readdir(root, { recursive: true }))]) {
      await chown(path.join(root, entry), NOBODY, gid);
    }
  }
  await chmod(folder, 0o555);
  if (isRoot) process.seteuid?.(NOBODY);
  return async () => {
    if (isRoot) process.seteuid?.(0);
    await chmod(folder, 0o755);
  };
}

import { readFileSync, renameSync, unlinkSync } from 'node:fs';
import { realpath, unlink, writeFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { disk, realPathOf } from '../catalog/disk.ts';
import { MAX_BYTES } from '../catalog/json-tree.ts';
import { errorCode } from '../catalog/store-folder.ts';
import { keepExitListener } from '../exit-listener.ts';
import { StoreError } from '../store.ts';
import { faultOf } from './disk-faults.ts';
import { areFew, withReadyBytes } from './ready-bytes.ts';

/** The file's bytes are no longer those that the change was made from. The caller reads again and redoes it. */
export class FileChanged extends Error {
  constructor(file: string) {
    super(`${file} was changed meanwhile.`);
    this.name = 'FileChanged';
  }
}

function ioError(file: string, error: unknown): StoreError {
  return new StoreError('io', `${file} can't be written: ${faultOf(error)}. Nothing was changed.`, file);
}

/**
 * Replaces a file whole, or makes it, through links; its mode stays. A reader sees the old bytes or the new ones.
 * The old bytes are compared after the new ones are written beside them, so that little time is left for others.
 * @param expected the bytes that the change was made from; undefined when there was no file
 * @throws FileChanged, StoreError `io`; nothing is changed then
 */
export async function replaceFile(
  file: string,
  expected: Uint8Array | undefined,
  bytes: Uint8Array,
  maxBytes = MAX_BYTES,
): Promise<void> {
  if (bytes.length > maxBytes) {
    throw new StoreError('bad-value', `${file} would be bigger than ${Math.round(maxBytes / 1_000_000)} MB.`, file);
  }
  keepExitListener();
  const write = { file, expected, bytes };
  try {
    const target = await realPathOf(file).catch(() => file);
    await (isQuick(write, target) ? swapIn(write, target) : writeInThreads(write));
  } catch (error) {
    if (error instanceof FileChanged) throw error;
    throw ioError(file, error);
  }
}

/** What `replaceFile` is asked for. */
interface Write {
  readonly file: string;
  readonly expected: Uint8Array | undefined;
  readonly bytes: Uint8Array;
}

/**
 * True where a file may be swapped: it is there, and answered quickly a moment ago. Windows puts no file over one that is open, as the
 * library's temporary one is then.
 * @param target what the file is, or leads to
 */
function isQuick({ expected, bytes }: Write, target: string): boolean {
  return process.platform !== 'win32' && expected !== undefined && areFew(bytes) && disk.isQuick(`bytes ${target}`);
}

/** Each call in one of Node's threads, 17 turns: a disk that hangs holds up nobody else. */
async function writeInThreads({ file, expected, bytes }: Write): Promise<void> {
  await placeInThreads(file, async (temporary) => {
    // Written here and not by the library: it writes once, and a disk that fills up may take only a part.
    await writeFile(temporary, bytes, { flush: true });
    // What is slow, bringing the bytes to the disk, is done before the old ones are compared.
    assertBytes(file, expected);
  });
}

/** The same with the fsync alone in a thread: what follows is done at once, so that nobody comes between comparing and replacing. */
async function swapIn({ file, expected, bytes }: Write, target: string): Promise<void> {
  await withReadyBytes(target, bytes, async (ready) => {
    const fill = (temporary: string): void => {
      renameSync(ready, temporary);
      assertBytes(file, expected);
    };
    // The fsync may have shown that the disk is slow.
    await disk.ask(
      `bytes ${target}`,
      () => placeInThreads(file, fill),
      () => {
        writeFileAtomic.sync(file, '', { tmpfileCreated: fill, fsync: false });
      },
    );
  });
}

/** @param fill gives the library's temporary file its bytes, brought to the disk; the library waits for it, which its types do not say */
async function placeInThreads(file: string, fill: (temporary: string) => unknown): Promise<void> {
  await writeFileAtomic(file, '', { tmpfileCreated: fill, fsync: false });
}

/**
 * Gives a file its old bytes back, where a change could not be ended.
 * @param written what the change has put there
 * @throws StoreError `conflict` when somebody went on from that (`sops` takes no lock), which stays then; `io`
 */
export async function putBack(file: string, written: Uint8Array, before: Uint8Array): Promise<void> {
  try {
    await replaceFile(file, written, before);
  } catch (error) {
    if (!(error instanceof FileChanged)) throw error;
    const message = `${file} was changed by another program before this change was done, and keeps a part of it. Look at it, and do the change again.`;
    throw new StoreError('conflict', message, file);
  }
}

/**
 * Removes a file; of a link, what it leads to as well.
 * @throws FileChanged, StoreError `io`
 */
export async function removeFile(file: string, expected: Uint8Array): Promise<void> {
  try {
    const target = await realpath(file);
    assertBytes(file, expected);
    unlinkSync(target);
    if (target !== file) await unlink(file).catch(ignoreAbsent);
  } catch (error) {
    if (error instanceof FileChanged) throw error;
    throw ioError(file, error);
  }
}

function ignoreAbsent(error: unknown): void {
  if (errorCode(error) !== 'ENOENT') throw error;
}

function assertBytes(file: string, expected: Uint8Array | undefined): void {
  let present: Uint8Array | undefined;
  try {
    present = readFileSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const same = present && expected ? Buffer.compare(present, expected) === 0 : present === expected;
  if (!same) throw new FileChanged(file);
}

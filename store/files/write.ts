import { readFileSync, unlinkSync } from 'node:fs';
import { realpath, unlink, writeFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { MAX_BYTES } from '../catalog/json-tree.ts';
import { errorCode } from '../catalog/store-folder.ts';
import { keepExitListener } from '../exit-listener.ts';
import { StoreError } from '../store.ts';
import { faultOf } from './disk-faults.ts';

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
  // The library waits for it, which its types do not say.
  const fill: (temporary: string) => unknown = async (temporary) => {
    // Written here and not by the library: it writes once, and a disk that fills up may take only a part.
    await writeFile(temporary, bytes, { flush: true });
    assertBytes(file, expected);
  };
  try {
    // What is slow, bringing the bytes to the disk, is done before the old ones are compared.
    await writeFileAtomic(file, '', { tmpfileCreated: fill, fsync: false });
  } catch (error) {
    if (error instanceof FileChanged) throw error;
    throw ioError(file, error);
  }
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

import { bytesOf, statOf } from '../catalog/disk.ts';
import { errorCode } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';

/**
 * The bytes of a file beside the store's own.
 * @returns undefined where there is none
 * @throws StoreError `broken` when it is no file, `io` when it can't be read
 */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    // A pipe or device could block the reader for ever.
    if (!(await statOf(file)).isFile()) throw new StoreError('broken', `${file} is no file.`, file);
    return await bytesOf(file);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new StoreError('io', `${file} can't be read (${errorCode(error)}).`, file);
  }
}

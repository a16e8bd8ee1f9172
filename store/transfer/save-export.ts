import { open, rm } from 'node:fs/promises';
import { errorCode } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';

/**
 * Writes values in clear to a new file that its user alone can read. Never overwrites, and follows no link.
 * @param file absolute
 * @throws StoreError `exists`, `io`
 */
export async function saveExport(file: string, text: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
    } catch (error) {
      // Half of it helps nobody.
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw new StoreError('exists', `${file} is there already and is not overwritten. Choose another file.`, file);
    }
    throw new StoreError('io', `${file} can't be written (${errorCode(error)}).`, file);
  }
}

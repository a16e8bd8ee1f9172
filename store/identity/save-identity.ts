import { appendFile, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';
import { type Identity } from './identity.ts';
import { sopsKeysFile, type UserEnvironment } from './user-folders.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** As `age-keygen` writes it. */
function linesOf(identity: Identity, now: Date): string {
  return `# created: ${now.toISOString()}\n# public key: ${identity.recipient}\n${identity.secret.reveal()}\n`;
}

/**
 * Adds an identity to the keys file that `sops` reads, made where it is missing (folder 0700, file 0600).
 * @returns the file's absolute path
 * @throws StoreError `io`
 */
export async function addToSopsKeysFile(user: UserEnvironment, identity: Identity, now = new Date()): Promise<string> {
  const file = sopsKeysFile(user);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
    const present = await readFile(file, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw error;
    });
    const separator = present === '' || present.endsWith('\n') ? '' : '\n';
    await appendFile(file, separator + linesOf(identity, now), { mode: FILE_MODE });
    return file;
  } catch (error) {
    throw new StoreError('io', `The identity can't be written to ${file} (${errorCode(error)}).`, file);
  }
}

/**
 * Writes an identity to a new file that its user alone can read. Never overwrites.
 * @throws StoreError `exists`, `io`
 */
export async function saveIdentityFile(file: string, identity: Identity, now = new Date()): Promise<void> {
  try {
    const handle = await open(file, 'wx', FILE_MODE);
    try {
      await handle.writeFile(linesOf(identity, now));
      await handle.sync();
    } catch (error) {
      // Half a key helps nobody.
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw new StoreError('exists', `${file} exists already and is not overwritten. Choose another file.`, file);
    }
    throw new StoreError('io', `The identity can't be written to ${file} (${errorCode(error)}).`, file);
  }
}

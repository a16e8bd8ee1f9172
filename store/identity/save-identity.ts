import { appendFile, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../catalog/store-folder.ts';
import { type SecretValue } from '../secret-value.ts';
import { StoreError } from '../store.ts';
import { type Identity } from './identity.ts';
import { isAgeFile, protect } from './protected-file.ts';
import { sopsKeysFile, type UserEnvironment } from './user-folders.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const LINE_FEED = 0x0a;

/** As `age-keygen` writes it. */
function linesOf(identity: Identity, now: Date): string {
  return `# created: ${now.toISOString()}\n# public key: ${identity.recipient}\n${identity.secret.reveal()}\n`;
}

/**
 * Adds an identity to the keys file that `sops` reads, made where it is missing (folder 0700, file 0600).
 * @returns the file's absolute path
 * @throws StoreError `exists` when the file is protected by a passphrase, `io`
 */
export async function addToSopsKeysFile(user: UserEnvironment, identity: Identity, now = new Date()): Promise<string> {
  const file = sopsKeysFile(user);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
    const present = await readFile(file).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    // What is appended to an age file breaks it.
    if (isAgeFile(present)) {
      const message = `${file} is protected by a passphrase, so nothing is added to it. Choose another place, or open it with age -d, add the identity, and protect it again.`;
      throw new StoreError('exists', message, file);
    }
    const separator = present.length === 0 || present.at(-1) === LINE_FEED ? '' : '\n';
    await appendFile(file, separator + linesOf(identity, now), { mode: FILE_MODE });
    return file;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError('io', `The identity can't be written to ${file} (${errorCode(error)}).`, file);
  }
}

export interface SaveOptions {
  /** Protects the file; without one it is plain text. */
  readonly passphrase?: SecretValue;
  readonly now?: Date;
}

/**
 * Writes an identity to a new file that its user alone can read. Never overwrites.
 * @throws StoreError `exists`, `io`
 */
export async function saveIdentityFile(file: string, identity: Identity, options: SaveOptions = {}): Promise<void> {
  const { passphrase, now = new Date() } = options;
  const lines = linesOf(identity, now);
  const text = passphrase === undefined ? lines : await protect(lines, passphrase);
  try {
    const handle = await open(file, 'wx', FILE_MODE);
    try {
      await handle.writeFile(text);
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

import { type Config } from '../../config/config.ts';
import { ConfigProblem } from '../../config/json-text.ts';
import { DEFAULT_CONFIG, readConfig } from '../../config/read-config.ts';
import { StoreError } from '../store.ts';
import { readIfThere } from './read-if-there.ts';
import { FileChanged, replaceFile } from './write.ts';

const ATTEMPTS = 5;

/**
 * The configuration as it is on disk now; defaults where there is none.
 * @throws StoreError `broken` when it can't be used: nothing may be sealed on a guess who reads it; `io`
 */
export async function readConfigFile(file: string): Promise<Config> {
  const bytes = await readIfThere(file);
  if (!bytes) return DEFAULT_CONFIG;
  const read = readConfig(bytes.toString('utf8'));
  if ('problem' in read) throw new StoreError('broken', read.problem, file);
  return read.config;
}

/**
 * Edits flow-secrets.json, made where it is missing; an editor that saves it meanwhile does not lose its change.
 * @param edit a pure edit of config/edit-config.ts; called again when the file changed
 * @throws StoreError `broken` when the file can't be read, `io`, `conflict`
 */
export async function editConfigFile(file: string, edit: (text: string) => string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const bytes = await readIfThere(file);
    const before = bytes?.toString('utf8') ?? '';
    const after = applied(edit, before, file);
    if (after === before) return;
    try {
      await replaceFile(file, bytes, Buffer.from(after, 'utf8'));
      return;
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
    }
  }
  throw new StoreError('conflict', `${file} keeps changing; nothing was changed. Try again.`, file);
}

function applied(edit: (text: string) => string, text: string, file: string): string {
  try {
    return edit(text);
  } catch (error) {
    if (error instanceof ConfigProblem) throw new StoreError('broken', error.message, file);
    throw error;
  }
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { git } from './git.ts';

const ATTRIBUTES = ['*.space.json merge=flow-secrets', 'credentials.json merge=flow-secrets'];

/**
 * Sets git up to unite files of the store: `.gitattributes` in the store's folder (committed, for all), and the driver in
 * the configuration of this clone (git takes no program from a repository). Idempotent.
 * @param program the words that start the command line
 * @returns the file of attributes, absolute
 * @throws StoreError `io` when this is no git repository
 */
export async function installMergeDriver(storeFolder: string, program: readonly string[]): Promise<string> {
  await git(storeFolder, 'config', 'merge.flow-secrets.name', 'Flow Secrets, key by key');
  const command = [...program.map(quoted), 'merge-driver', '%O', '%A', '%B', '%P'].join(' ');
  await git(storeFolder, 'config', 'merge.flow-secrets.driver', command);
  const file = path.join(storeFolder, '.gitattributes');
  const text = await readFile(file, 'utf8').catch(() => '');
  const missing = ATTRIBUTES.filter((line) => !text.split(/\r?\n/).includes(line));
  if (missing.length > 0) {
    const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    await writeFileAtomic(file, `${start}${missing.join('\n')}\n`);
  }
  return file;
}

/** The words of a driver's command that start its program: what `installMergeDriver` was given. */
export function programOf(driver: string): readonly string[] {
  const words = (driver.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? []).map((word) =>
    word.replace(/'([^']*)'|\\'/g, (_, inner?: string) => inner ?? "'"),
  );
  return words.slice(0, Math.max(0, words.lastIndexOf('merge-driver')));
}

/** Git hands the driver to a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

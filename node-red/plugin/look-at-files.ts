import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_FILE } from '../../config/config.ts';
import { CREDENTIALS_FILE } from '../../store/catalog/credential-names.ts';
import { errorCode, SPACE_ENDING } from '../../store/catalog/store-folder.ts';

/** The places that a runtime reads, absolute. */
export interface Places {
  /** The folder of flow-secrets.json. */
  readonly root: string;
  /** The folder of the space files. */
  readonly folder: string;
  readonly identityFiles: readonly string[];
}

/**
 * A cheap look at all files that a runtime reads, without opening one: two looks are equal while nothing changed. Watching by events would
 * miss what replaces a file or a folder (`sops`, git), what swaps a link (Kubernetes), and what other machines do (network mounts).
 */
export async function lookAtFiles({ root, folder, identityFiles }: Places): Promise<string> {
  const lines = [await placeOf(root), await stateOf(path.join(root, CONFIG_FILE)), await placeOf(folder)];
  for (const name of await storeFiles(folder)) lines.push(`${name} ${await stateOf(path.join(folder, name))}`);
  // One after another: a mount that hangs must not hold more than one thread of Node's.
  for (const file of identityFiles) lines.push(await stateOf(file));
  return lines.join('\n');
}

/** Links are followed: a link that leads elsewhere is another file. */
async function stateOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return errorCode(error);
  }
}

async function placeOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    return errorCode(error);
  }
}

async function storeFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name === CREDENTIALS_FILE || name.toLowerCase().endsWith(SPACE_ENDING)).sort();
  } catch (error) {
    return [errorCode(error)];
  }
}

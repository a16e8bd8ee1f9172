import path from 'node:path';
import { bytesOf, namesIn, realPathOf, statOf } from './disk.ts';
import { MAX_BYTES } from './json-tree.ts';

/** The ending of a space file. */
export const SPACE_ENDING = '.space.json';

const RESTORE = 'Restore it from version control.';
const LOOK = 'Look at its permissions, at links and at the disk.';
const OUTSIDE = 'It is a link that leads outside the project; such a file is not read. Put the file itself there.';

/** True when `inner` is the folder `outer` or lies below it; both absolute and with links resolved. */
export function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..');
}

export type FolderListing =
  | { readonly kind: 'files'; readonly names: readonly string[]; readonly realRoot: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'problem'; readonly problem: string };

/** Names of the space files of a store, sorted, and its root with links resolved. The folder may be a link, but not one that leads out of `root`. */
export async function listSpaceFiles(folder: string, root: string): Promise<FolderListing> {
  try {
    const [target, realRoot] = await Promise.all([realPathOf(folder), realPathOf(root)]);
    if (!isInside(target, realRoot)) {
      return {
        kind: 'problem',
        problem: `The store's folder ${folder} leads outside the project. Move it in, or name another in flow-secrets.json.`,
      };
    }
    const names = (await namesIn(folder)).filter((name) => name.toLowerCase().endsWith(SPACE_ENDING));
    return { kind: 'files', names: names.sort(), realRoot };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'absent' };
    return { kind: 'problem', problem: `The store's folder ${folder} can't be read (${errorCode(error)}). ${LOOK}` };
  }
}

export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'problem'; readonly problem: string };

/** The bytes of a file of the store. Links inside `root` are followed, others refused. */
export async function readStoreFile(file: string, root: string): Promise<FileBytes> {
  return readFileInside(file, realPathOf(root));
}

/** As `readStoreFile`, for many files of one root. @param realRoot its links are resolved */
export async function readFileInside(file: string, realRoot: Promise<string>): Promise<FileBytes> {
  try {
    const [target, root, info] = await Promise.all([realPathOf(file), realRoot, statOf(file)]);
    if (!isInside(target, root)) {
      return { kind: 'problem', problem: OUTSIDE };
    }
    // A pipe or device could block the reader for ever.
    if (!info.isFile()) return { kind: 'problem', problem: `It is not a file. ${RESTORE}` };
    if (info.size > MAX_BYTES) {
      return { kind: 'problem', problem: `It is bigger than ${MAX_BYTES / 1_000_000} MB. ${RESTORE}` };
    }
    return { kind: 'bytes', bytes: await bytesOf(target) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'absent' };
    return { kind: 'problem', problem: `It can't be read (${errorCode(error)}). ${LOOK}` };
  }
}

/** `ENOENT` and the like; never a message, which could hold more than people need. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}

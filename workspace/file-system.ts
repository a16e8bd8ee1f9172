import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileSystem, type FolderEntry } from './api.ts';

/** The disk of this machine. Errors name the path and the system's reason, nothing of a file's content. */
export const nodeFileSystem: FileSystem = {
  read: (path) => ifThere(path, () => readFile(path)),
  stat: (path) =>
    ifThere(path, async () => {
      const { size, mtimeMs, ctimeMs, ...stats } = await statOf(path);
      return { size, mtimeMs, ctimeMs, isFile: stats.isFile };
    }),
  async list(folder) {
    const entries = (await ifThere(folder, () => readdir(folder, { withFileTypes: true }))) ?? [];
    const found = await Promise.all(
      entries.map(async (entry): Promise<FolderEntry | undefined> => {
        if (entry.isFile()) return { name: entry.name, kind: 'file' };
        if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
        return entry.isSymbolicLink() ? linkEntry(folder, entry.name) : undefined;
      }),
    );
    return found.filter((entry) => entry !== undefined);
  },
  realPath: (path) => ifThere(path, () => realpath(path)),
};

async function statOf(path: string) {
  const stats = await stat(path);
  return { size: stats.size, mtimeMs: stats.mtimeMs, ctimeMs: stats.ctimeMs, isFile: stats.isFile() };
}

/** A link that leads nowhere, or round in a circle, is as good as absent. */
async function linkEntry(folder: string, name: string): Promise<FolderEntry | undefined> {
  try {
    const target = await realpath(join(folder, name));
    const stats = await stat(target);
    if (stats.isFile()) return { name, kind: 'file', target };
    return stats.isDirectory() ? { name, kind: 'folder', target } : undefined;
  } catch {
    return undefined;
  }
}

async function ifThere<T>(path: string, look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`${path} can't be read (${REASONS.get(code) ?? code}).`, { cause: error });
  }
}

const REASONS = new Map([
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'its links lead in a circle'],
  ['EMFILE', 'too many open files'],
  ['EIO', 'the disk reports an error'],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
}

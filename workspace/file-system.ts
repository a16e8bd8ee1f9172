import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { access } from './disk-access.ts';
import { type FileSystem, type FolderEntry } from './api.ts';
import { glanceLater, glanceNow, statOf } from './glance.ts';

const readNow = (path: string): Uint8Array => readFileSync(path);
const readLater = (path: string): Promise<Uint8Array> => readFile(path);
const WITH_TYPES = { withFileTypes: true } as const;

/** The disk of this machine. Errors name the path and the system's reason, nothing of a file's content. */
export const nodeFileSystem: FileSystem = {
  read: (path) =>
    ifThere(path, () =>
      access(
        () => readNow(path),
        () => readLater(path),
      ),
    ),
  stat: (path) =>
    ifThere(path, async () => {
      const stats = await access(
        () => statSync(path),
        () => stat(path),
      );
      return statOf(stats);
    }),
  glance: (path, maxBytes) =>
    ifThere(path, () =>
      access(
        () => glanceNow(path, maxBytes),
        () => glanceLater(path, maxBytes),
      ),
    ),
  async list(folder) {
    const look = () =>
      access(
        () => readdirSync(folder, WITH_TYPES),
        () => readdir(folder, WITH_TYPES),
      );
    const entries = (await ifThere(folder, look)) ?? [];
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

async function ifThere<T>(path: string, look: () => T | Promise<T>): Promise<T | undefined> {
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

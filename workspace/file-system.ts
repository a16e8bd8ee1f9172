import { closeSync, fstatSync, openSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { access } from './disk-access.ts';
import { type FileSystem, type FolderEntry } from './api.ts';
import { glanceLater, glanceNow, statOf, TO_LOOK } from './glance.ts';

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

function readNow(path: string): Uint8Array {
  const descriptor = openSync(path, TO_LOOK);
  try {
    refuseEndless(fstatSync(descriptor));
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function readLater(path: string): Promise<Uint8Array> {
  const file = await open(path, TO_LOOK);
  try {
    refuseEndless(await file.stat());
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Pipes, sockets and devices, which may have no end. A folder is left to what reads it: the system says so. */
function refuseEndless(stats: Stats): void {
  if (!stats.isFile() && !stats.isDirectory()) throw Object.assign(new Error('It is no file.'), { code: NO_FILE });
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

async function ifThere<T>(path: string, look: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`${path} can't be read (${REASONS.get(code) ?? code}).`, { cause: error });
  }
}

const NO_FILE = 'no file';
const REASONS = new Map([
  [NO_FILE, 'it is a pipe or a device, no file'],
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

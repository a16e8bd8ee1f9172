import { normalize, sep } from 'node:path';
import { type FileSystem, type Unreadable } from './api.ts';

const LEFT_OUT = new Set(['.git', 'node_modules']);
const ON_THE_WAY = [...LEFT_OUT].map((name) => `${sep}${name}${sep}`);

export interface Walk {
  /** Every file below the folder, absolute, in the order of names. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * Walks a workspace folder. `.git` and `node_modules` are left out; ignore files hide nothing. Links are followed only
 * inside the folder, and each linked folder once, so that no circle is endless. A link to a folder that it lies in brings
 * nothing but second names, and is left out.
 */
export async function walk(root: string, fs: FileSystem): Promise<Walk> {
  const realRoot = (await realPathOf(fs, root)) ?? root;
  const files: string[] = [];
  const unreadable: Unreadable[] = [];
  const entered = new Set<string>();
  let level: Folder[] = [{ path: normalize(root), real: realRoot }];
  while (level.length > 0) {
    const next: Folder[] = [];
    for (const [folder, entries] of await Promise.all(level.map((folder) => listOf(folder, fs, unreadable)))) {
      for (const { name, kind, target } of entries) {
        if (target !== undefined && !isWithin(target, realRoot)) continue;
        const path = pathIn(folder.path, name);
        if (kind === 'file') files.push(path);
        else if (LEFT_OUT.has(name)) continue;
        else if (target === undefined) next.push({ path, real: pathIn(folder.real, name) });
        else if (!isWithin(folder.real, target) && enter(entered, target)) next.push({ path, real: target });
      }
    }
    level = next;
  }
  return { files: files.sort(), unreadable };
}

interface Folder {
  readonly path: string;
  /** The same with links resolved. */
  readonly real: string;
}

/** In one piece: a path that is put together in steps takes several times the memory. */
function pathIn(folder: string, name: string): string {
  return [folder, name].join(folder.endsWith(sep) ? '' : sep);
}

function enter(entered: Set<string>, target: string): boolean {
  if (entered.has(target)) return false;
  entered.add(target);
  return true;
}

async function listOf(folder: Folder, fs: FileSystem, unreadable: Unreadable[]) {
  try {
    return [folder, await fs.list(folder.path)] as const;
  } catch (error) {
    unreadable.push({ path: folder.path, reason: messageOf(error) });
    return [folder, []] as const;
  }
}

async function realPathOf(fs: FileSystem, path: string): Promise<string | undefined> {
  try {
    return await fs.realPath(path);
  } catch {
    return undefined;
  }
}

/** True for the folder itself and all that lies below it. Both are absolute and normal. */
export function isWithin(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  return path.length === folder.length || path[folder.length] === sep || folder.endsWith(sep);
}

/** The path as it is seen from a folder above it: what `relative` tells of any two paths, which takes twenty times as long. */
export function localPath(path: string, folder: string): string {
  return path.slice(folder.endsWith(sep) ? folder.length : folder.length + 1);
}

/** Whether a file is called so, in whatever folder. */
export function isNamed(path: string, name: string): boolean {
  return path.endsWith(name) && path[path.length - name.length - 1] === sep;
}

/** True when a folder on the way from `root` to the path is one that is never looked into. */
export function isLeftOut(path: string, root: string): boolean {
  return isWithin(path, root) && ON_THE_WAY.some((part) => path.includes(part, root.length - 1));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { dirname, normalize, sep } from 'node:path';
import { type FileSystem, type Unreadable } from './api.ts';

const LEFT_OUT = new Set(['.git', 'node_modules']);

export interface Walk {
  /** Every file below the folder, absolute, in the order of names. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * Walks a workspace folder. `.git` and `node_modules` are left out; ignore files hide nothing. Links are followed only
 * inside the folder, and each linked folder once, so that no circle is endless.
 */
export async function walk(root: string, fs: FileSystem): Promise<Walk> {
  const realRoot = (await realPathOf(fs, root)) ?? root;
  const files: string[] = [];
  const unreadable: Unreadable[] = [];
  const entered = new Set<string>();
  let level = [normalize(root)];
  while (level.length > 0) {
    const next: string[] = [];
    for (const [folder, entries] of await Promise.all(level.map((folder) => listOf(folder, fs, unreadable)))) {
      for (const { name, kind, target } of entries) {
        // In one piece: a path that is put together in steps takes several times the memory.
        const path = [folder, name].join(folder.endsWith(sep) ? '' : sep);
        if (target !== undefined && !isWithin(target, realRoot)) continue;
        if (kind === 'file') files.push(path);
        else if (!LEFT_OUT.has(name) && (target === undefined || enter(entered, target))) next.push(path);
      }
    }
    level = next;
  }
  return { files: files.sort(), unreadable };
}

function enter(entered: Set<string>, target: string): boolean {
  if (entered.has(target)) return false;
  entered.add(target);
  return true;
}

async function listOf(folder: string, fs: FileSystem, unreadable: Unreadable[]) {
  try {
    return [folder, await fs.list(folder)] as const;
  } catch (error) {
    unreadable.push({ path: folder, reason: messageOf(error) });
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
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** True when a folder on the way from `root` to the path is one that is never looked into. */
export function isLeftOut(path: string, root: string): boolean {
  for (let folder = dirname(path); isWithin(folder, root) && folder !== root; folder = dirname(folder)) {
    if (LEFT_OUT.has(folder.slice(folder.lastIndexOf(sep) + 1))) return true;
  }
  return false;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { basename } from 'node:path';
import { CONFIG_FILE } from '../config/config.ts';
import { type FileSystem, type Project } from './api.ts';
import { isWithin } from './discovery.ts';
import { type FilesIndex } from './files-index.ts';
import { type Layout } from './layout.ts';

interface SortedChanges {
  /** A configuration or a whole folder changed: everything is to be looked at. */
  readonly rescan: boolean;
  /** Projects whose store changed. */
  readonly stores: readonly Project[];
  /** Files that are looked at for references. */
  readonly files: readonly string[];
}

/** What changed paths ask for. */
export async function sortChanges(
  paths: readonly string[],
  layout: Layout,
  index: FilesIndex,
  fs: FileSystem,
): Promise<SortedChanges> {
  const stores = new Set<Project>();
  const files: string[] = [];
  for (const path of new Set(paths)) {
    if (basename(path) === CONFIG_FILE) return { rescan: true, stores: [], files: [] };
    const store = layout.storeOf(path);
    if (store !== undefined) stores.add(store);
    else if (await isFolder(path, index, fs)) return { rescan: true, stores: [], files: [] };
    else if (layout.of(path).lookedAt && !(await leadsOutside(path, layout, fs))) files.push(path);
  }
  // A folder above the store's may have been moved.
  for (const project of layout.projects) {
    if (paths.some((path) => isWithin(project.storeFolder, path))) stores.add(project);
  }
  return { rescan: false, stores: [...stores], files };
}

/** True for a folder that is there now, or was there and held files. */
async function isFolder(path: string, index: FilesIndex, fs: FileSystem): Promise<boolean> {
  try {
    const stat = await fs.stat(path);
    if (stat !== undefined) return !stat.isFile;
  } catch {
    return false;
  }
  for (const known of index.paths()) if (known !== path && isWithin(known, path)) return true;
  return false;
}

async function leadsOutside(path: string, layout: Layout, fs: FileSystem): Promise<boolean> {
  const folder = layout.folders.find((candidate) => isWithin(path, candidate));
  try {
    const [real, realFolder] = await Promise.all([fs.realPath(path), fs.realPath(folder ?? path)]);
    return real !== undefined && realFolder !== undefined && !isWithin(real, realFolder);
  } catch {
    return false;
  }
}

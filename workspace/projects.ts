import { dirname, join } from 'node:path';
import { CONFIG_FILE, DEFAULT_FOLDER } from '../config/config.ts';
import { DEFAULT_CONFIG, readConfig } from '../config/read-config.ts';
import { type FileSystem, type Project } from './api.ts';
import { isNamed, isWithin, messageOf } from './discovery.ts';

/**
 * The projects of the workspace folders: one for each flow-secrets.json, and one for each folder that has none at its
 * top, with the defaults.
 * @param files all files found in the folders
 */
export async function readProjects(
  folders: readonly string[],
  files: readonly string[],
  fs: FileSystem,
): Promise<readonly Project[]> {
  const roots = new Set(folders);
  for (const file of files) if (isNamed(file, CONFIG_FILE)) roots.add(dirname(file));
  return Promise.all([...roots].map((root) => readProject(root, fs)));
}

/** The project of one folder. A configuration that can't be used is told as `problem`; never throws. */
export async function readProject(root: string, fs: FileSystem): Promise<Project> {
  const configFile = join(root, CONFIG_FILE);
  let bytes: Uint8Array | undefined;
  try {
    bytes = await fs.read(configFile);
  } catch (error) {
    return unusable(root, configFile, messageOf(error));
  }
  if (bytes === undefined) return { root, config: DEFAULT_CONFIG, storeFolder: join(root, DEFAULT_FOLDER) };
  const read = readConfig(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  if ('problem' in read) return unusable(root, configFile, read.problem);
  const storeFolder = join(root, read.config.store.folder);
  const problem = await faultOfFolder(root, storeFolder, fs);
  return { root, configFile, config: read.config, storeFolder, ...(problem !== undefined && { problem }) };
}

function unusable(root: string, configFile: string, problem: string): Project {
  return { root, configFile, config: DEFAULT_CONFIG, problem, storeFolder: join(root, DEFAULT_FOLDER) };
}

/** Why the store's folder can't be used, as far as the path tells. */
async function faultOfFolder(root: string, storeFolder: string, fs: FileSystem): Promise<string | undefined> {
  try {
    const [realRoot, realStore] = await Promise.all([fs.realPath(root), fs.realPath(storeFolder)]);
    if (realStore === undefined) return undefined;
    if ((await fs.stat(realStore))?.isFile === true) {
      return `${CONFIG_FILE}: the store's folder ${storeFolder} is a file. Move it away, or name another folder in store.folder.`;
    }
    if (isWithin(realStore, realRoot ?? root)) return undefined;
    return `${CONFIG_FILE}: the store's folder ${storeFolder} is a link that leads outside: it must lie inside ${root}.`;
  } catch (error) {
    return messageOf(error);
  }
}

/** The project that a path belongs to: the nearest one upward. */
export function projectOf(projects: readonly Project[], path: string): Project | undefined {
  let nearest: Project | undefined;
  for (const project of projects) {
    if (isWithin(path, project.root) && project.root.length >= (nearest?.root.length ?? 0)) nearest = project;
  }
  return nearest;
}

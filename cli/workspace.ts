import { dirname, join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE } from '../config/config.ts';
import { type Position } from '../language/position.ts';
import { readFilesCatalog } from '../store/catalog/read-catalog.ts';
import { type FileStat } from '../workspace/api.ts';
import { nodeFileSystem } from '../workspace/file-system.ts';
import { type Workspace } from '../workspace/workspace.ts';
import { type OptionValues, type Terminal, UsageError } from './command.ts';

export interface OpenedWorkspace {
  /** Absolute. */
  readonly root: string;
  readonly workspace: Workspace;
}

/**
 * The workspace of `--root`, or the one found upward from the current folder, read whole.
 * Throws a UsageError when the folder is not there or a configuration can't be used.
 */
export async function openWorkspace(values: OptionValues, terminal: Terminal): Promise<OpenedWorkspace> {
  const root = await rootOf(values, terminal);
  const { Workspace } = await import('../workspace/workspace.ts');
  const workspace = new Workspace({
    folders: [root],
    fs: nodeFileSystem,
    readCatalog: ({ storeFolder, root: project }) => readFilesCatalog(storeFolder, project),
  });
  await workspace.ready;
  const broken = workspace.projects().find(({ problem }) => problem !== undefined);
  if (broken) {
    const where = broken.root === root ? '' : `${inWorkspace(root, broken.root)}: `;
    throw new UsageError(where + (broken.problem ?? ''));
  }
  return { root, workspace };
}

/**
 * The folder of `--root`, or the one found upward from the current folder, absolute.
 * Throws a UsageError when it is no folder.
 */
export async function rootOf(values: OptionValues, { cwd }: Terminal): Promise<string> {
  const given = values['root'];
  const root = typeof given === 'string' ? resolve(cwd, given) : await findRoot(cwd);
  const stat = await statOf(root);
  if (stat === undefined || stat.isFile) {
    throw new UsageError(`${root} is no folder: --root names the folder of the workspace.`);
  }
  return root;
}

/** Undefined when nothing is there. Throws a UsageError when that can't be known. */
export async function statOf(path: string): Promise<FileStat | undefined> {
  try {
    return await nodeFileSystem.stat(path);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The nearest folder upward that has a flow-secrets.json, not above the repository's root; else the folder itself. */
async function findRoot(cwd: string): Promise<string> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (await statOf(join(folder, CONFIG_FILE))) return folder;
    if ((await statOf(join(folder, '.git'))) || dirname(folder) === folder) return cwd;
  }
}

/** A path as people and tools get it: relative to the workspace, with `/`. */
export function inWorkspace(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

/** `line:column`, from 1, in UTF-16 code units. */
export function lineAndColumn({ line, character }: Position): string {
  return `${line + 1}:${character + 1}`;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { StoreError } from '../store.ts';
import { git, gitText } from './git.ts';

/**
 * True when git would not take the file into a repository: it ignores it, or there is none around it. Where git is missing
 * or refuses to work in the repository (one that another user owns, say), nobody knows: false.
 * @param file absolute
 */
export async function isIgnored(file: string): Promise<boolean> {
  const folder = path.dirname(file);
  const inside = await gitText(folder, 'rev-parse', '--is-inside-work-tree');
  if (inside === undefined) return !hasRepositoryAbove(folder);
  if (inside !== 'true') return true;
  return (await gitText(folder, 'check-ignore', '--quiet', '--', file)) !== undefined;
}

/**
 * Why git can't be asked about a folder, for people; undefined where it answers, and where there is no repository.
 * @param folder absolute
 */
export async function whyGitIsSilent(folder: string): Promise<string | undefined> {
  try {
    await git(folder, 'rev-parse', '--is-inside-work-tree');
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return hasRepositoryAbove(folder) ? `${error.message} git status in that folder says more.` : undefined;
  }
}

function hasRepositoryAbove(folder: string): boolean {
  if (existsSync(path.join(folder, '.git'))) return true;
  const parent = path.dirname(folder);
  return parent !== folder && hasRepositoryAbove(parent);
}

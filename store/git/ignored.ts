import path from 'node:path';
import { gitText } from './git.ts';

/** True when git would not take the file into a repository: it ignores it, or there is none around it. */
export async function isIgnored(file: string): Promise<boolean> {
  const folder = path.dirname(file);
  if ((await gitText(folder, 'rev-parse', '--is-inside-work-tree')) !== 'true') return true;
  return (await gitText(folder, 'check-ignore', '--quiet', '--', file)) !== undefined;
}

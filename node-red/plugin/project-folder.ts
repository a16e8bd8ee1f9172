import path from 'node:path';
import { type Red } from './red.ts';

/**
 * Where the flows are at home: the open project's folder, else Node-RED's user folder. Asked anew each time: a project can be
 * opened at run time (runtime/lib/storage/localfilesystem/projects/index.js, setActiveProject).
 * @returns absolute
 */
export function homeOfFlows(settings: Red['settings']): string {
  const userDir = path.resolve(settings.userDir ?? '.');
  const projects = settings.editorTheme?.projects;
  if (projects?.enabled !== true) return userDir;
  const active = activeProject(settings);
  if (active === undefined) return userDir;
  return path.resolve(projects.path ?? path.join(userDir, 'projects'), active);
}

function activeProject(settings: Red['settings']): string | undefined {
  let kept: unknown;
  try {
    kept = settings.get('projects');
  } catch {
    // Node-RED throws where its storage keeps no settings.
    return undefined;
  }
  if (typeof kept !== 'object' || kept === null || !('activeProject' in kept)) return undefined;
  return typeof kept.activeProject === 'string' && kept.activeProject !== '' ? kept.activeProject : undefined;
}

import { type Scope } from '../config/bindings.ts';
import { type KnownNames } from '../language/names/candidates.ts';
import { type Project, type WorkspaceApi } from '../workspace/api.ts';

/** The store as one file sees it. */
export interface View extends KnownNames {
  readonly project: Project;
  readonly scope: Scope;
  /** Bound spaces whose names can't be read. */
  readonly unreadable: readonly string[];
}

export function viewOf(workspace: WorkspaceApi, path: string): View | undefined {
  const project = workspace.projectOf(path);
  const catalog = project && workspace.catalogOf(project);
  if (!catalog) return undefined;
  const scope = workspace.scopeOf(path);
  if (scope.kind !== 'bound') return { project, catalog, scope, spaces: catalog.spaces, unreadable: [] };
  const spaces = catalog.spaces.filter(({ space }) => scope.spaces.includes(space));
  const unreadable = scope.spaces.filter((name) => !spaces.some(({ space }) => space === name));
  return { project, catalog, scope, spaces, unreadable };
}

import { isNamed } from '../language/reference.ts';
import { type IndexedFile, type Project, type Unreadable, type WorkspaceApi } from '../workspace/api.ts';

export interface Unchecked {
  readonly places: readonly Unreadable[];
  /** False when the names of a space or of the credentials that the files need could not be known whole. */
  readonly catalogComplete: boolean;
}

/** What `check` did not judge, and why: the other half of its answer. */
export function uncheckedIn(
  workspace: WorkspaceApi,
  files: readonly IndexedFile[],
  isWanted: (path: string) => boolean,
): Unchecked {
  const catalogs = workspace.projects().flatMap((project) => incompleteIn(workspace, project));
  const unreadable = workspace.unreadable().filter(({ path }) => isWanted(path));
  const unbound = files
    .filter(({ path, references }) => references.some((r) => isNamed(r.reference)) && isUnbound(workspace, path))
    .map(({ path }) => ({ path, reason: 'No binding names it, so its secrets are not judged.' }));
  return { places: [...unreadable, ...catalogs, ...unbound], catalogComplete: catalogs.length === 0 };
}

function isUnbound(workspace: WorkspaceApi, path: string): boolean {
  return workspace.scopeOf(path).kind === 'unbound';
}

function incompleteIn(workspace: WorkspaceApi, project: Project): readonly Unreadable[] {
  const { storeFolder: path } = project;
  const catalog = workspace.catalogOf(project);
  if (catalog === undefined) return [{ path, reason: 'The names of its store are not known here.' }];
  const { spaces, broken, credentials } = catalog;
  const readable = new Set(spaces.map(({ space }) => space));
  const bound = new Set((project.config.bindings ?? []).flatMap((binding) => binding.spaces));
  const gone = [...bound].filter((space) => !readable.has(space) && !broken.some((one) => one.space === space));
  return [
    ...broken.map(({ source, problem }) => ({ path: source, reason: problem })),
    ...(catalog.complete || broken.length > 0 ? [] : [{ path, reason: catalog.problem ?? 'It has no space yet.' }]),
    ...gone.map((space) => ({ path, reason: `No file declares the space ${space}, which a binding names.` })),
    ...(credentials.complete || spaces.length === 0
      ? []
      : [{ path, reason: credentials.problem ?? 'The credentials could not be read.' }]),
  ];
}

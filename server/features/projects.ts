import { type Project, type WorkspaceApi } from '../../workspace/api.ts';
import { isNamed } from '../../language/reference.ts';
import { type ProjectState } from '../protocol.ts';
import { unreadableFor } from './usages.ts';

/** Uses by name in every project, for the tree. */
export function projects(workspace: WorkspaceApi, uriOf: (path: string) => string): readonly ProjectState[] {
  return workspace.projects().map((project) => {
    const { complete, spaces, credentials, missingCredentials } = workspace.counts(project.root);
    return {
      root: project.root,
      ...(project.configFile === undefined ? {} : { configFile: project.configFile }),
      ...(project.problem === undefined ? {} : { problem: project.problem }),
      storeFolder: project.storeFolder,
      complete,
      spaces,
      credentials,
      missingCredentials,
      usedSecrets: usedSecrets(workspace, project),
      unreadable: unreadableFor(
        workspace.unreadable().filter(({ path }) => workspace.projectOf(path)?.root === project.root),
        uriOf,
      ),
    };
  });
}

/** The keys that the project's files use, whatever its store has. */
function usedSecrets(workspace: WorkspaceApi, project: Project): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const file of workspace.files()) {
    if (workspace.projectOf(file.path)?.root !== project.root) continue;
    for (const { reference } of file.references) {
      if (reference.kind !== 'secret' || !isNamed(reference)) continue;
      counts.set(reference.key.name, (counts.get(reference.key.name) ?? 0) + 1);
    }
  }
  return [...counts];
}

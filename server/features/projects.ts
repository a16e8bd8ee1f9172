import { type WorkspaceApi } from '../../workspace/api.ts';
import { type ProjectState } from '../protocol.ts';
import { unreadableFor } from './usages.ts';

/** Uses by name in every project, for the tree. */
export function projects(workspace: WorkspaceApi, uriOf: (path: string) => string): readonly ProjectState[] {
  return workspace.projects().map((project) => {
    const { complete, spaces, credentials, dynamicCredentials, missingCredentials, unseen, used } = workspace.counts(
      project.root,
    );
    return {
      root: project.root,
      ...(project.configFile === undefined ? {} : { configFile: project.configFile }),
      ...(project.problem === undefined ? {} : { problem: project.problem }),
      storeFolder: project.storeFolder,
      complete,
      spaces,
      credentials,
      dynamicCredentials,
      missingCredentials,
      unseen,
      usedSecrets: used,
      unreadable: unreadableFor(
        workspace.unreadable().filter(({ path }) => workspace.projectOf(path)?.root === project.root),
        uriOf,
      ),
    };
  });
}

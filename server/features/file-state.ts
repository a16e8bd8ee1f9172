import { isNamed } from '../../language/reference.ts';
import { viewOf } from '../names.ts';
import { type FileState } from '../protocol.ts';
import { type Site } from '../site.ts';

/** Which spaces a file runs in, and whether their names are all known: for the language status item. */
export function fileState({ workspace, path, document }: Site): FileState {
  const project = workspace.projectOf(path);
  const scope = workspace.scopeOf(path);
  const problem = problemOf(workspace, path);
  return {
    relevant: document.kind === 'flow' || document.references().some(isNamed),
    kind: document.kind,
    scope: scope.kind,
    spaces: scope.kind === 'bound' ? scope.spaces : [],
    catalog: stateOf(workspace, path),
    ...(problem === undefined ? {} : { problem }),
    ...(project ? { root: project.root } : {}),
  };
}

/** The state of a file that is not open, or of no file at all. */
export const NO_STATE: FileState = { relevant: false, kind: 'none', scope: 'unbound', spaces: [], catalog: 'none' };

function stateOf(workspace: Site['workspace'], path: string): FileState['catalog'] {
  const view = viewOf(workspace, path);
  if (!view || (view.catalog.spaces.length === 0 && view.catalog.broken.length === 0)) return 'none';
  const known = view.scope.kind === 'bound' ? view.unreadable.length === 0 : view.catalog.complete;
  return known ? 'complete' : 'incomplete';
}

function problemOf(workspace: Site['workspace'], path: string): string | undefined {
  const project = workspace.projectOf(path);
  const view = viewOf(workspace, path);
  if (project?.problem !== undefined) return project.problem;
  if (!view || stateOf(workspace, path) === 'complete') return undefined;
  const broken = view.catalog.broken.find(({ space }) => space !== undefined && view.unreadable.includes(space));
  if (broken) return broken.problem;
  return view.unreadable.length > 0 && view.catalog.broken.length === 0
    ? `No space file for ${view.unreadable.join(', ')}.`
    : (view.catalog.problem ?? view.catalog.broken[0]?.problem);
}

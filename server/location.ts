import { relative, sep } from 'node:path';
import { type Range } from 'vscode-languageserver';
import { type WorkspaceApi } from '../workspace/api.ts';

/**
 * `flows/ingest.json:12`, for people: relative to the project, 1-based line. Code in an editor of its own stands in its flow
 * file, where its lines are not counted.
 */
export function locationOf(
  workspace: WorkspaceApi,
  root: string,
  path: string,
  range: Pick<Range, 'start'> | undefined,
): string {
  const file = workspace.fileOf(path);
  const name = relative(root, file).split(sep).join('/');
  return range && file === path ? `${name}:${range.start.line + 1}` : name;
}

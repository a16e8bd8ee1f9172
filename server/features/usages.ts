import { type LocatedReference, type Target, type Unreadable, type WorkspaceApi } from '../../workspace/api.ts';
import { type UsagePlace, type UsagesParams, type UsagesResult } from '../protocol.ts';
import { locationOf } from '../location.ts';
import { siteWords } from '../words.ts';

/** What uses a secret, a space or a credential: the delete guard's question (DESIGN, promise 3). */
export async function usages(
  workspace: WorkspaceApi,
  uriOf: (path: string) => string,
  { root, target, fresh }: UsagesParams,
  signal: AbortSignal,
): Promise<UsagesResult> {
  const asked: Target = { root, ...target };
  const found = fresh ? await workspace.freshUsages(asked, signal) : workspace.usages(asked);
  const place = (reference: LocatedReference): UsagePlace => ({
    uri: uriOf(reference.path),
    range: reference.range,
    site: siteWords(reference),
    location: locationOf(workspace, root, reference.path, reference.range),
  });
  return {
    references: found.references.map(place),
    maybe: found.maybe.map(place),
    unreadable: unreadableFor(found.unreadable, uriOf),
    complete: found.complete,
  };
}

export function unreadableFor(
  files: readonly Unreadable[],
  uriOf: (path: string) => string,
): UsagesResult['unreadable'] {
  return files.map(({ path, reason }) => ({ uri: uriOf(path), reason }));
}

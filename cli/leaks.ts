import { knownValuesOf } from '../store/known-values.ts';
import { type Project, type Unreadable } from '../workspace/api.ts';
import { type AskValues } from '../workspace/known-values/values.ts';
import { type OptionValues, type Terminal } from './command.ts';
import { openStore } from './store.ts';
import { type OpenedWorkspace } from './workspace.ts';

type Known = Awaited<ReturnType<typeof knownValuesOf>>;

/**
 * Looks in all files for the values of the spaces that this user can open: `check --values`. What is found are findings of
 * the workspace from then on.
 * @returns the spaces whose values were not looked for, and why
 */
export async function searchLeaks(
  { workspace }: OpenedWorkspace,
  values: OptionValues,
  terminal: Terminal,
): Promise<readonly Unreadable[]> {
  const known = new Map<string, Known>();
  const closed: Unreadable[] = [];
  for (const project of workspace.projects()) {
    const opened = await openProject(project, workspace.catalogOf(project)?.spaces ?? [], values, terminal);
    known.set(project.root, opened.known);
    closed.push(...opened.closed);
  }
  const ask: AskValues = (root, digests) =>
    Promise.resolve(digests.map((digest) => known.get(root)?.get(digest) ?? []));
  workspace.searchLeaks([...known.keys()], ask);
  await workspace.leaksSearched();
  return closed;
}

async function openProject(
  project: Project,
  spaces: readonly { readonly space: string; readonly source: string }[],
  values: OptionValues,
  terminal: Terminal,
): Promise<{ readonly known: Known; readonly closed: readonly Unreadable[] }> {
  const store = await openStore(project, values, terminal);
  const open: string[] = [];
  const closed: Unreadable[] = [];
  const roles = await store.roles();
  for (const { space, source } of spaces) {
    const access = roles.get(space);
    if (access?.role === 'owner') open.push(space);
    else {
      const reason = `Its values were not looked for: ${access?.reason ?? 'you are not an Owner.'}`;
      closed.push({ path: source, reason });
    }
  }
  return { known: await knownValuesOf(store, open), closed };
}

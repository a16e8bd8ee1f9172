import { isNamed } from '../../language/reference.ts';
import { type LocatedReference, type RenamePlan, type RenameRefusal, type Usages } from '../../workspace/api.ts';
import { nameOf } from '../entries.ts';
import { inWorkspace, lineAndColumn } from '../workspace.ts';

/** `flows/a.json:3:7 SECRETS.KEY (Ingest › Call MAM › func)` */
export function placeLine(root: string, { path, reference, range, tab, node, property }: LocatedReference): string {
  const site = [tab, node, property].filter((part) => part !== undefined).join(' › ');
  return `${inWorkspace(root, path)}:${lineAndColumn(range.start)} ${nameOf(reference)}${site === '' ? '' : ` (${site})`}`;
}

/** Why a rename is not done, a line each. */
export function refusalLines(root: string, refusals: readonly RenameRefusal[]): readonly string[] {
  return refusals.map(({ message, path, range }) => {
    if (path === undefined) return message;
    return `${inWorkspace(root, path)}${range ? `:${lineAndColumn(range.start)}` : ''}: ${message}`;
  });
}

/** What a plan changes, for people. */
export function planLines(root: string, plan: RenamePlan): readonly string[] {
  const { spaces, lacking, files, maybe } = plan;
  return [
    ...spaces.map((space) => `space ${space}`),
    ...lacking.map((space) => `space ${space} lacks it; its flows are changed all the same`),
    ...files.flatMap(({ edits }) => edits.map(({ located }) => placeLine(root, located))),
    ...maybe.map((located) => `may use it: ${placeLine(root, located)}`),
  ];
}

/** What keeps the old name, a line each; empty when nothing does. */
export function guardLines(root: string, { references, unreadable, complete }: Usages): readonly string[] {
  return [
    ...references.filter(({ reference }) => isNamed(reference)).map((located) => placeLine(root, located)),
    ...unreadable.map(({ path, reason }) => `not looked at: ${inWorkspace(root, path)}: ${reason}`),
    ...(complete ? [] : ['Not all files have been read yet.']),
  ];
}

import { editTextFile } from '../../store/files/edit-text-file.ts';
import { type Guard } from '../../store/store.ts';
import { type FileRename, type RenamePlan, type RenameTarget, type Target } from '../../workspace/api.ts';
import { FINE, JSON_OPTION, type Option, type OptionValues, Refusal, ROOT_OPTION, type Terminal } from '../command.ts';
import { askYes, CONFIRM_OPTION } from '../store.ts';
import { inWorkspace, type OpenedWorkspace } from '../workspace.ts';
import { guardLines, placeLine, planLines, refusalLines } from './report.ts';

/** Options of every rename that changes references. */
export const RENAME_OPTIONS: Readonly<Record<string, Option>> = {
  json: JSON_OPTION,
  root: ROOT_OPTION,
  confirm: CONFIRM_OPTION,
  'dry-run': { type: 'boolean', help: 'say what would be changed, and change nothing' },
  'accept-dynamic': {
    type: 'boolean',
    help: 'go on although accesses with a computed name may use the old one and stay as they are',
  },
};

/** What the store does before and after the files are edited. */
export interface StoreSteps {
  /** Throws unless all of the store's part can be done; writes nothing, and asks for what it needs. */
  readonly prepare: () => Promise<void>;
  /** The value under the new name too, in every space. Doing it again changes nothing. */
  readonly copy: () => Promise<void>;
  /** The old name goes. Resolves to what changed, with the new versions. */
  readonly end: (guardOf: (target: Target) => Guard) => Promise<readonly Changed[]>;
}

interface Changed {
  /** Absent for a credential. */
  readonly space?: string;
  readonly version: number;
}

/**
 * Renames everywhere. The order lets flows work at every point: first both names are in the store, then the files are
 * edited, then the old name goes, if nothing uses it any more. Interrupted, it goes on when it is done again.
 * @throws Refusal, UsageError, StoreError
 */
export async function renameEverywhere(
  opened: OpenedWorkspace,
  target: RenameTarget,
  to: string,
  stepsOf: (plan: RenamePlan) => StoreSteps,
  values: OptionValues,
  terminal: Terminal,
): Promise<number> {
  const { root, workspace } = opened;
  const plan = await workspace.planRename(target, to);
  if (plan.refusals.length > 0) throw new Refusal(refusalLines(root, plan.refusals).join('\n'));
  if (values['dry-run'] === true) return report(root, plan, [], values, terminal);
  await acceptDynamic(root, plan, values, terminal);
  const steps = stepsOf(plan);
  await steps.prepare();
  await steps.copy();
  const left = await editFiles(plan.files);
  for (const path of left) terminal.err(`${inWorkspace(root, path)} was changed meanwhile, so it was left as it is.`);
  const changed = await steps.end((one) => () => refuseWhileUsed(opened, one, to));
  return report(root, plan, changed, values, terminal);
}

async function acceptDynamic(
  root: string,
  { maybe }: RenamePlan,
  values: OptionValues,
  terminal: Terminal,
): Promise<void> {
  if (maybe.length === 0 || values['accept-dynamic'] === true) return;
  for (const located of maybe) terminal.err(`may use it: ${placeLine(root, located)}`);
  if (await askYes('These may use the old name, and stay as they are. Rename all the same?', terminal)) return;
  throw new Refusal('What may use the old name was not accepted: look at it, then repeat with --accept-dynamic.');
}

/** @returns the files that have other bytes than the plan was made for */
async function editFiles(files: readonly FileRename[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { path, digest, edits } of files) {
    if (digest === undefined || !(await editTextFile(path, digest, edits))) left.push(path);
  }
  return left;
}

/** The delete guard: the old name stays while anything uses it. */
async function refuseWhileUsed({ root, workspace }: OpenedWorkspace, target: Target, to: string): Promise<void> {
  const lines = guardLines(root, await workspace.freshUsages(target));
  if (lines.length === 0) return;
  const words = `The old name stays beside ${JSON.stringify(to)}, as it is still used. Repeat the command to finish.`;
  throw new Refusal([words, ...lines].join('\n'));
}

function report(
  root: string,
  plan: RenamePlan,
  changed: readonly Changed[],
  values: OptionValues,
  { out }: Terminal,
): number {
  const { target, to, spaces, files, maybe } = plan;
  if (values['json'] === true) {
    const rows = files.map(({ path, edits }) => ({ file: inWorkspace(root, path), edits: edits.length }));
    const { kind, key, path } = target;
    const doubts = maybe.map(({ path: file, range }) => ({
      file: inWorkspace(root, file),
      line: range.start.line + 1,
      column: range.start.character + 1,
    }));
    out(JSON.stringify({ kind, key, path, to, spaces, changed, files: rows, maybe: doubts }));
    return FINE;
  }
  for (const line of planLines(root, plan)) out(line);
  const name = [target.key, ...target.path].join(' › ');
  if (values['dry-run'] === true) out(`${name} would become ${to}.`);
  else {
    for (const { space, version } of changed)
      out(`Renamed ${name} to ${to}${space === undefined ? '' : ` in ${space}`} (version ${version}).`);
  }
  return FINE;
}

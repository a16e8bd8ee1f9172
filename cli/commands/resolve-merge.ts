import { resolve } from 'node:path';
import { type MergeConflict } from '../../store/files/merge/merge-plain.ts';
import { type Side } from '../../store/files/merge/three-way.ts';
import { conflictedFiles } from '../../store/git/merge-sources.ts';
import { type Command, FINE, type Option, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange } from '../words.ts';
import { inWorkspace } from '../workspace.ts';

const SIDE = (side: Side): Option => ({
  type: 'string',
  multiple: true,
  value: 'NAME',
  help: `take ${side} for this name, which both sides changed; may be repeated`,
});

export const resolveMerge: Command = {
  name: 'resolve-merge',
  parameters: '[FILE …] [--ours NAME] [--theirs NAME]',
  summary: 'unite the files of the store that git could not merge, or that somebody joined as text',
  details: [
    'Without a FILE: all that git left in conflict. The versions that git has are opened, united key by key and sealed anew.',
    'What both sides changed is asked at a terminal. Afterwards, stage the file with git add.',
  ],
  options: { ...CHANGE_OPTIONS, ours: SIDE('ours'), theirs: SIDE('theirs') },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const { project, store } = await openProjectStore(values, terminal);
  const files =
    positionals.length > 0
      ? positionals.map((file) => resolve(terminal.cwd, file))
      : await conflictedFiles(project.storeFolder);
  if (files.length === 0) throw new UsageError(`git knows of no conflict in ${project.storeFolder}: name the FILE.`);
  const chosen = new Map<string, Side>([...sidesOf(values['ours'], 'ours'), ...sidesOf(values['theirs'], 'theirs')]);
  for (const file of files) {
    const { version, taken } = await store.resolveMerge(file, (_, conflicts) => choose(conflicts, chosen, terminal));
    const name = inWorkspace(project.root, file);
    const from = taken.length === 0 ? '' : `, with ${taken.join(', ')} from theirs`;
    tellChange(
      { file: name, version, taken },
      `United ${name} (version ${version})${from}: stage it with git add.`,
      values,
      terminal,
    );
  }
  return FINE;
}

function sidesOf(names: OptionValues[string], side: Side): readonly (readonly [string, Side])[] {
  return Array.isArray(names) ? (names as readonly string[]).map((name) => [name, side]) : [];
}

/** Undefined while a name has no side: the file stays as it is. */
async function choose(
  conflicts: readonly MergeConflict[],
  given: ReadonlyMap<string, Side>,
  { input, err }: Terminal,
): Promise<ReadonlyMap<string, Side> | undefined> {
  const chosen = new Map(given);
  for (const conflict of conflicts.filter(({ name }) => !given.has(name))) {
    err(`Both sides changed ${conflict.name}: ours ${stateOf(conflict.ours)}, theirs ${stateOf(conflict.theirs)}.`);
    if (!input.isTerminal) continue;
    const answer = (await input.ask('Take ours or theirs? [o/t] ')).trim().toLowerCase();
    if (/^o(urs)?$/.test(answer)) chosen.set(conflict.name, 'ours');
    if (/^t(heirs)?$/.test(answer)) chosen.set(conflict.name, 'theirs');
  }
  return conflicts.every(({ name }) => chosen.has(name)) ? chosen : undefined;
}

function stateOf(side: MergeConflict['ours']): string {
  if (side.removed) return 'removed it';
  return side.updatedAt === undefined ? 'has it' : `at ${side.updatedAt}`;
}

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { installMergeDriver } from '../../store/git/merge-driver.ts';
import {
  type Command,
  FINDINGS,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from '../command.ts';
import { openProjectStore } from '../store.ts';
import { tellChange } from '../words.ts';

export const mergeDriver: Command = {
  name: 'merge-driver',
  parameters: '(--install | BASE OURS THEIRS PATH)',
  summary: 'let git unite files of the store by itself',
  details: [
    '--install writes .gitattributes beside the store and the driver to the configuration of this clone; git calls the other',
    'form. What both sides changed is left as a conflict, for resolve-merge.',
  ],
  options: {
    json: JSON_OPTION,
    root: ROOT_OPTION,
    install: { type: 'boolean', help: 'set git up for it, in this clone' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const { project, store } = await openProjectStore(values, terminal);
  if (values['install'] === true && positionals.length === 0) {
    const file = await installMergeDriver(project.storeFolder, terminal.program);
    const line = `git unites files of the store by itself now: ${file} says so to all who have flow-secrets installed.`;
    tellChange({ attributes: file }, line, values, terminal);
    return FINE;
  }
  const [base, ours, theirs, path, ...more] = positionals;
  if (base === undefined || ours === undefined || theirs === undefined || path === undefined || more.length > 0) {
    throw new UsageError('merge-driver needs --install, or BASE OURS THEIRS PATH from git.');
  }
  const at = (file: string): string => resolve(terminal.cwd, file);
  const [was, our, their] = await Promise.all([base, ours, theirs].map((file) => readFile(at(file))));
  if (!was || !our || !their) throw new UsageError('merge-driver needs three files.');
  // Git gives an empty base where both sides added the file.
  const sources = { base: was.length > 0 ? was : undefined, ours: our, theirs: their };
  const { bytes, conflicts, note } = await store.merge(at(path), sources);
  if (bytes === undefined) {
    terminal.err(
      `${path}: both sides changed ${conflicts.map(({ name }) => name).join(', ')}: flow-secrets resolve-merge.`,
    );
    return FINDINGS;
  }
  await writeFile(at(ours), bytes);
  await note?.();
  return FINE;
}

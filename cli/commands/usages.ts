import { type Usages } from '../../workspace/api.ts';
import {
  type Command,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from '../command.ts';
import { entryOf, printJson } from '../entries.ts';
import { placeLine } from '../rename/report.ts';
import { inWorkspace, openWorkspace } from '../workspace.ts';

export const usages: Command = {
  name: 'usages',
  parameters: 'NAME [--json]',
  summary: 'list what uses a secret or an external credential',
  details: ['Accesses with a computed name, which may use it too, and files that could not be read go to stderr.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('usages needs one name: flow-secrets usages NAME.');
  const { root, workspace } = await openWorkspace(values, terminal);
  const found = workspace.projects().map((project) => workspace.usages({ kind: 'name', root: project.root, name }));
  const references = found.flatMap((one) => one.references);
  if (values['json'] === true) {
    printJson(
      references.map(({ path, reference }) => entryOf(inWorkspace(root, path), reference)),
      terminal,
    );
  } else {
    for (const located of references) terminal.out(placeLine(root, located));
    const isSure = found.every(({ maybe, unreadable }) => maybe.length + unreadable.length === 0);
    if (references.length === 0 && isSure) terminal.err(`Nothing uses ${name}.`);
  }
  tellDoubts(root, found, terminal);
  return FINE;
}

/** What may use it as well, and what could not be looked at. */
function tellDoubts(root: string, found: readonly Usages[], { err }: Terminal): void {
  for (const { maybe, unreadable } of found) {
    for (const located of maybe) err(`may use it: ${placeLine(root, located)}`);
    for (const { path, reason } of unreadable) err(`not looked at: ${inWorkspace(root, path)}: ${reason}`);
  }
}

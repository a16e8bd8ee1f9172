import {
  type Command,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from '../command.ts';
import { printJson } from '../entries.ts';
import { inWorkspace, openWorkspace } from '../workspace.ts';

export const unused: Command = {
  name: 'unused',
  parameters: '[--json]',
  summary: 'list the secrets that nothing uses',
  details: [
    'Secrets of a space in which an access with a computed name may use any of them are not listed: stderr tells.',
  ],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  if (positionals.length > 0) throw new UsageError('unused takes no name: flow-secrets unused.');
  const { root, workspace } = await openWorkspace(values, terminal);
  const rows: { readonly space: string; readonly key: string }[] = [];
  for (const project of workspace.projects()) {
    for (const { space, uses, dynamic } of workspace.counts(project.root).spaces) {
      const keys = uses.filter(([, count]) => count === 0).map(([key]) => key);
      if (!dynamic) rows.push(...keys.map((key) => ({ space, key })));
      else if (keys.length > 0) terminal.err(`${space}: a computed name may use ${keys.join(', ')}.`);
    }
    for (const { source, problem } of workspace.catalogOf(project)?.broken ?? []) {
      terminal.err(`${inWorkspace(root, source)}: its secrets are not listed: ${problem}`);
    }
  }
  if (values['json'] === true) printJson(rows, terminal);
  else for (const { space, key } of rows) terminal.out(`${space}: ${key}`);
  for (const { path, reason } of workspace.unreadable()) {
    terminal.err(`not looked at, so it may use any secret: ${inWorkspace(root, path)}: ${reason}`);
  }
  return FINE;
}

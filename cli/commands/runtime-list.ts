import { type Command, FINE, JSON_OPTION, type OptionValues, ROOT_OPTION, type Terminal } from '../command.ts';
import { printJson } from '../entries.ts';
import { openProjectStore } from '../store.ts';
import { wordsOf } from '../words.ts';

export const runtimeList: Command = {
  name: 'runtime list',
  parameters: '[--json]',
  summary: 'list the runtimes, with their public keys and spaces',
  details: ['As flow-secrets.json has them.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  wordsOf(positionals, runtimeList, []);
  const { project } = await openProjectStore(values, terminal);
  const rows = project.config.runtimes.map(({ name, key, spaces }) => ({ name, key, spaces }));
  if (values['json'] === true) printJson(rows, terminal);
  else for (const { name, key, spaces } of rows) terminal.out(`${name}: ${key} ${spaces.join(', ')}`);
  return FINE;
}

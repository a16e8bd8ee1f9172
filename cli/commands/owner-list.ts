import { type Command, FINE, JSON_OPTION, type OptionValues, ROOT_OPTION, type Terminal } from '../command.ts';
import { printJson } from '../entries.ts';
import { openProjectStore } from '../store.ts';
import { wordsOf } from '../words.ts';

export const ownerList: Command = {
  name: 'owner list',
  parameters: 'SPACE [--json]',
  summary: 'list who can read and change a space',
  details: ['Public keys, with the names that flow-secrets.json gives them; runtimes are not among them.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space] = wordsOf(positionals, ownerList, ['SPACE']);
  const { store } = await openProjectStore(values, terminal);
  const owners = await store.ownersOf(space);
  const rows = owners.map(({ key, name }) => ({ recipient: key, ...(name !== undefined && { name }) }));
  if (values['json'] === true) printJson(rows, terminal);
  else for (const { recipient, name } of rows) terminal.out(name === undefined ? recipient : `${recipient} ${name}`);
  return FINE;
}

import {
  type Command,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
  FINE,
} from '../command.ts';
import { openStore, projectIn } from '../store.ts';
import { openWorkspace } from '../workspace.ts';

export const spaceRename: Command = {
  name: 'space rename',
  parameters: 'NAME NEW [--json]',
  summary: 'rename a space, in its file, the bindings and the runtimes',
  details: ['Flows name keys and no spaces, so no flow changes. Interrupted, it goes on when it is run again.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, to, ...more] = positionals;
  if (space === undefined || to === undefined || more.length > 0) {
    throw new UsageError('space rename needs a name and the new one: flow-secrets space rename NAME NEW.');
  }
  const opened = await openWorkspace(values, terminal);
  const store = await openStore(projectIn(opened), values, terminal);
  const { changed, version } = await store.renameSpace(space, to);
  if (values['json'] === true) terminal.out(JSON.stringify({ space, to, changed, version }));
  else terminal.out(changed ? `Renamed ${space} to ${to} (version ${version}).` : `${space} has this name already.`);
  return FINE;
}

import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { guardOf } from '../guard.ts';
import { CHANGE_OPTIONS, openStore, projectIn } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';
import { openWorkspace } from '../workspace.ts';

export const secretRemove: Command = {
  name: 'secret remove',
  parameters: 'SPACE KEY',
  summary: 'remove a secret that nothing uses',
  details: ['It is refused while anything uses it: remove the references first. There is no way to force it.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, key] = wordsOf(positionals, secretRemove, ['SPACE', 'KEY']);
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const store = await openStore(project, values, terminal);
  const target = { kind: 'secret', root: project.root, space, key } as const;
  const { version } = await store.removeSecret(space, key, guardOf(opened, target, `The secret ${key} of ${space}`));
  const line = `Removed ${key} from ${space} (version ${version}).`;
  tellChange({ space, key, changed: true, version }, line, values, terminal);
  return FINE;
}

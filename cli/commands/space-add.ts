import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';

export const spaceAdd: Command = {
  name: 'space add',
  parameters: 'NAME [--confirm RECIPIENT]',
  summary: 'add an empty space',
  details: ['You read it, the recipients of the matching rule of .sops.yaml, and the runtimes that list it.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space] = wordsOf(positionals, spaceAdd, ['NAME']);
  const { store } = await openProjectStore(values, terminal);
  const { version } = await store.addSpace(space);
  tellChange({ space, changed: true, version }, `Added the space ${space} (version ${version}).`, values, terminal);
  return FINE;
}

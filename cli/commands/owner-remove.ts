import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';

export const ownerRemove: Command = {
  name: 'owner remove',
  parameters: 'SPACE RECIPIENT',
  summary: 'take an Owner out of a space, which gets a new data key',
  details: ['The last Owner stays. Past versions of the file stay readable to whom they were sealed.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, recipient] = wordsOf(positionals, ownerRemove, ['SPACE', 'RECIPIENT']);
  const { store } = await openProjectStore(values, terminal);
  const { version } = await store.removeOwner(space, recipient);
  const line = `${recipient} is no Owner of ${space} any more (version ${version}).`;
  tellChange({ space, recipient, changed: true, version }, line, values, terminal);
  terminal.err('Past versions of the file, in git say, stay readable to them: change what must stay secret.');
  return FINE;
}

import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';

export const ownerAdd: Command = {
  name: 'owner add',
  parameters: 'SPACE RECIPIENT',
  summary: 'let the holder of a public key (age1…) read and change a space',
  details: ['Compare the key with what its holder tells you: they can read every value of the space from then on.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, recipient] = wordsOf(positionals, ownerAdd, ['SPACE', 'RECIPIENT']);
  const { store } = await openProjectStore(values, terminal);
  const { changed, version } = await store.addOwner(space, recipient);
  const line = changed
    ? `${recipient} is an Owner of ${space} now (version ${version}).`
    : `${recipient} reads ${space} already.`;
  tellChange({ space, recipient, changed, version }, line, values, terminal);
  return FINE;
}

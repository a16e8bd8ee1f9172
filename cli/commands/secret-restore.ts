import { type Command, FINE, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange, wordsOf } from '../words.ts';

export const secretRestore: Command = {
  name: 'secret restore',
  parameters: 'SPACE KEY --from COMMIT',
  summary: 'write the value that a secret had in a git commit as its new value',
  details: ['flow-secrets history SPACE KEY lists the commits that hold an earlier value.'],
  options: { ...CHANGE_OPTIONS, from: { type: 'string', value: 'COMMIT', help: 'the commit to take the value from' } },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, key] = wordsOf(positionals, secretRestore, ['SPACE', 'KEY']);
  const { from } = values;
  if (typeof from !== 'string') throw new UsageError('secret restore needs --from COMMIT: see flow-secrets history.');
  const { store } = await openProjectStore(values, terminal);
  const { changed, version } = await store.restoreSecret(space, key, from);
  const line = changed
    ? `Restored ${key} in ${space} from ${from} (version ${version}).`
    : `${key} in ${space} has that value already.`;
  tellChange({ space, key, changed, version }, line, values, terminal);
  return FINE;
}

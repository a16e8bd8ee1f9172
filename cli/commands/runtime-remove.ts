import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { versionsOf, versionsText } from '../versions.ts';
import { tellChange, wordsOf } from '../words.ts';

export const runtimeRemove: Command = {
  name: 'runtime remove',
  parameters: 'NAME',
  summary: 'take a runtime out of its spaces, which get new data keys',
  details: ['Past versions, and credentials that were sealed to it, stay open to it: change those at their provider.'],
  options: CHANGE_OPTIONS,
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [name] = wordsOf(positionals, runtimeRemove, ['NAME']);
  const { store } = await openProjectStore(values, terminal);
  const spaces = await store.removeRuntime(name);
  const changed = await versionsOf(store, spaces);
  const line = `Removed the runtime ${name}${changed.length === 0 ? '' : ` from ${versionsText(changed)}`}.`;
  tellChange({ name, spaces: changed, changed: true }, line, values, terminal);
  terminal.err(
    'Past versions, and credentials that were sealed to it, stay open to it: change those at their provider.',
  );
  return FINE;
}

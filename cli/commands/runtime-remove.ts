import { type Command, FINE, type OptionValues, type Terminal } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
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
  const versions = new Map((await store.catalog()).spaces.map(({ space, version }) => [space, version]));
  const changed = spaces.map((space) => ({ space, version: versions.get(space) }));
  const told = changed.map(({ space, version }) => `${space} (version ${version ?? 0})`).join(', ');
  const line = `Removed the runtime ${name}${told === '' ? '' : ` from ${told}`}.`;
  tellChange({ name, spaces: changed, changed: true }, line, values, terminal);
  terminal.err(
    'Past versions, and credentials that were sealed to it, stay open to it: change those at their provider.',
  );
  return FINE;
}

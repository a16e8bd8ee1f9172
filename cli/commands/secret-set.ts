import { type Command, FINE, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { readValue } from '../value.ts';
import { tellChange, wordsOf } from '../words.ts';

export const secretSet: Command = {
  name: 'secret set',
  parameters: 'SPACE KEY [--type text|json] [--note TEXT]',
  summary: 'add or replace a secret; its value comes from standard input or a prompt',
  details: [
    'Standard input is taken whole, but for one final line end; at a terminal you type the value, and nothing is shown.',
    'Without --type a secret keeps its kind, and a new one is text.',
  ],
  options: {
    ...CHANGE_OPTIONS,
    type: { type: 'string', value: 'text|json', help: 'the kind of the value' },
    note: { type: 'string', value: 'TEXT', help: 'a note, kept in clear; an empty one removes it' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, key] = wordsOf(positionals, secretSet, ['SPACE', 'KEY']);
  const { type, note } = values;
  if (type !== undefined && type !== 'text' && type !== 'json') {
    throw new UsageError('--type is text or json.');
  }
  const { store } = await openProjectStore(values, terminal);
  const secrets = (await store.catalog()).spaces.find((one) => one.space === space)?.secrets;
  const present = secrets?.find((one) => one.key === key);
  if (present === undefined) checkNoValue(key);
  const kind = type ?? present?.kind ?? 'text';
  const base = await store.begin(space);
  const value = await readValue(`Value of ${key}`, terminal);
  const input = { space, key, kind, value, ...(typeof note === 'string' && { note }) };
  const { changed, version } = await store.setSecret(input, { base });
  const line = changed ? `Set ${key} in ${space} (version ${version}).` : `${key} in ${space} is so already.`;
  tellChange({ space, key, changed, version }, line, values, terminal);
  return FINE;
}

/** Written as other tools take it, `KEY=VALUE` would come back in the refusal of the name. */
function checkNoValue(key: string): void {
  const at = key.indexOf('=');
  if (at === -1) return;
  throw new UsageError(
    `the value of ${key.slice(0, at)} comes from standard input or a prompt, never from an argument. It may stand in your shell's history now: change it at its provider.`,
  );
}

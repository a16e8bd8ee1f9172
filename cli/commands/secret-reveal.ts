import { type Command, FINE, type OptionValues, ROOT_OPTION, type Terminal } from '../command.ts';
import { openProjectStore } from '../store.ts';
import { wordsOf } from '../words.ts';

export const secretReveal: Command = {
  name: 'secret reveal',
  parameters: 'SPACE KEY [--json]',
  summary: 'print the value of a secret, and nothing else',
  details: [
    'JSON is printed as JSON, with its key order and the text of its numbers; with --json a text is a JSON string.',
  ],
  options: { json: { type: 'boolean', help: 'print a text as a JSON string' }, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, key] = wordsOf(positionals, secretReveal, ['SPACE', 'KEY']);
  const { store } = await openProjectStore(values, terminal);
  const { kind, value } = await store.readSecret(space, key);
  const text = value.reveal();
  terminal.write(`${kind === 'text' && values['json'] === true ? JSON.stringify(text) : text}\n`);
  return FINE;
}

import { credentialTypeOf } from '../../store/credential-types/registry.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { type CredentialDetails, type SealedValues } from '../../store/store.ts';
import { type Command, FINE, type OptionValues, type Terminal, UsageError } from '../command.ts';
import { givenSealedValues } from '../sealed-values.ts';
import { CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { tellChange } from '../words.ts';

export const credentialSet: Command = {
  name: 'credential set',
  parameters: 'NAME [--type TYPE] [FIELD=VALUE …]',
  summary: 'add or change an external credential; its sealed fields come from standard input or a prompt',
  details: [
    'Plain fields are arguments; FIELD= clears an optional one. Sealed fields are one JSON object on standard input',
    '({"apiKey": "…"}), or typed at prompts that show nothing. What is absent or empty keeps its old value.',
  ],
  options: { ...CHANGE_OPTIONS, type: { type: 'string', value: 'TYPE', help: 'the type of a new one, mailgun say' } },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [name, ...pairs] = positionals;
  if (name === undefined) throw new UsageError(`credential set needs NAME: flow-secrets credential set NAME.`);
  const fields = pairs.map(pairOf);
  const { store } = await openProjectStore(values, terminal);
  const present = await store.credential(name);
  const type = typeOf(values['type'], name, present);
  checkPlain(type, fields);
  const sealed = await sealedOf(type, present, terminal);
  const { changed, version } = await store.setCredential({ name, type, fields, sealed });
  const line = changed ? `Set the credential ${name} (version ${version}).` : `The credential ${name} is so already.`;
  tellChange({ name, changed, version }, line, values, terminal);
  return FINE;
}

function pairOf(word: string): readonly [field: string, value: string] {
  const at = word.indexOf('=');
  if (at <= 0) throw new UsageError(`${JSON.stringify(word)} is no plain field: write FIELD=VALUE.`);
  return [word.slice(0, at), word.slice(at + 1)];
}

/** An argument stands in the shell's history. */
function checkPlain(type: string, fields: readonly (readonly [field: string, value: string])[]): void {
  const known = credentialTypeOf(type)?.fields ?? [];
  const wrong = known.find(({ name, sealed }) => sealed && fields.some(([field]) => field === name));
  if (!wrong) return;
  throw new UsageError(
    `${wrong.name} is sealed: it comes from standard input or a prompt, never from an argument. It may stand in your shell's history now: change it at its provider.`,
  );
}

function typeOf(given: OptionValues[string], name: string, present: CredentialDetails | undefined): string {
  if (typeof given === 'string') return given;
  if (present) return present.type;
  throw new UsageError(`${JSON.stringify(name)} is new: say its type with --type.`);
}

/** Typed at a terminal, one after the other; else what standard input holds. Empty ones keep the old value. */
async function sealedOf(
  type: string,
  present: CredentialDetails | undefined,
  terminal: Terminal,
): Promise<SealedValues> {
  if (!terminal.input.isTerminal) return givenSealedValues(terminal);
  const known =
    credentialTypeOf(type)
      ?.fields.filter(({ sealed }) => sealed)
      .map((field) => field.name) ?? [];
  const names = new Set([...known, ...(present?.sealed ?? []).map((field) => field.name)]);
  const values: (readonly [string, SecretValue])[] = [];
  for (const name of names) values.push([name, new SecretValue(await terminal.input.ask(`${name}: `, true))]);
  return values;
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errorCode } from '../../store/catalog/store-folder.ts';
import { checkNewKey } from '../../store/files/names.ts';
import { readImport } from '../../store/transfer/read-import.ts';
import { type Command, FINE, type OptionValues, Refusal, type Terminal, UsageError } from '../command.ts';
import { printJson } from '../entries.ts';
import { askYes, CHANGE_OPTIONS, openProjectStore } from '../store.ts';
import { lineNumbers } from '../../store/transfer/dotenv.ts';
import { secretsText, tellChange, wordsOf } from '../words.ts';

export const importCommand: Command = {
  name: 'import',
  parameters: 'SPACE FILE [--replace] [--dry-run]',
  summary: 'take the secrets of a .env file, a JSON file or another SOPS file into a space',
  details: [
    'It says first which keys are new, changed or the same, never a value; all are written at once, as one version.',
    'Changed ones are replaced when you say so: at a terminal, or with --replace.',
  ],
  options: {
    ...CHANGE_OPTIONS,
    replace: { type: 'boolean', help: 'replace the secrets that have another value' },
    'dry-run': { type: 'boolean', help: 'say what would be changed, and change nothing' },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, name] = wordsOf(positionals, importCommand, ['SPACE', 'FILE']);
  const file = resolve(terminal.cwd, name);
  const text = await textOf(file);
  const { store, identities } = await openProjectStore(values, terminal);
  const { secrets, skippedLines } = await readImport(file, text, identities);
  if (skippedLines.length > 0) {
    terminal.err(`${file}: no NAME=value, so nothing was taken from: ${lineNumbers(skippedLines)}.`);
  }
  const preview = await store.previewImport(space, secrets);
  // A preview must not promise what the import refuses.
  for (const { key, state } of preview) if (state === 'new') checkNewKey(key);
  if (values['dry-run'] === true && values['json'] === true) printJson(preview, terminal);
  else if (values['json'] !== true) for (const { key, state } of preview) terminal.out(`${state.padEnd(7)} ${key}`);
  if (values['dry-run'] === true) return FINE;
  const changed = preview.filter(({ state }) => state === 'changed').map(({ key }) => key);
  if (changed.length > 0 && values['replace'] !== true) {
    const isWanted = await askYes(`Replace ${changed.join(', ')}?`, terminal);
    if (!isWanted)
      throw new Refusal(`Nothing was changed: ${changed.join(', ')} would be replaced. Repeat with --replace.`);
  }
  const change = await store.importSecrets(space, secrets);
  const line = change.changed
    ? `Imported ${secretsText(preview.filter(({ state }) => state !== 'same').length)} into ${space} (version ${change.version}).`
    : preview.length === 0
      ? `${file} holds no secret.`
      : `${space} has all of them already.`;
  tellChange({ space, keys: preview, ...change }, line, values, terminal);
  return FINE;
}

async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : errorCode(error);
    throw new UsageError(`${file} can't be read: ${reason}.`);
  }
}

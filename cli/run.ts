import { parseArgs } from 'node:util';
import { StoreError, type StoreErrorCode } from '../store/store.ts';
import {
  type Command,
  FINDINGS,
  type OptionTypes,
  type OptionValues,
  Refusal,
  type Terminal,
  UsageError,
  WRONG,
} from './command.ts';
import { COMMANDS } from './commands.ts';
import { helpOf, overview } from './help.ts';
import { version } from '../package.json';
import { withVisibleNames } from './visible.ts';

/**
 * Runs the command line.
 * @param args without the program's name
 * @returns the exit code (CONTRACTS 16)
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    tell(error, withVisibleNames(terminal));
    return exitCodeOf(error);
  }
}

/** What is wrong with the words of a command or with the files, beside what the store refuses. */
const WRONG_USE: readonly StoreErrorCode[] = ['bad-name', 'bad-value', 'broken', 'tampered', 'outside'];

function exitCodeOf(error: unknown): number {
  if (error instanceof Refusal) return FINDINGS;
  return error instanceof StoreError && !WRONG_USE.includes(error.code) ? FINDINGS : WRONG;
}

function tell(error: unknown, { err }: Terminal): void {
  if (error instanceof UsageError || error instanceof Refusal || error instanceof StoreError) {
    for (const line of `flow-secrets: ${error.message}`.split('\n')) err(line);
    return;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of `flow-secrets: this is a bug, please report it: ${details}`.split('\n')) err(line);
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (values['version'] === true) return print(version, terminal);
  if (name === undefined || name === 'help') {
    if (name === undefined && values['help'] !== true) {
      terminal.err(overview(COMMANDS));
      return WRONG;
    }
    return print(rest[0] === undefined ? overview(COMMANDS) : helpOf(commandOf(rest).command), terminal);
  }
  const { command, parameters } = commandOf(positionals);
  if (values['help'] === true) return print(helpOf(command), terminal);
  for (const option of Object.keys(values)) {
    if (!(option in command.options))
      throw new UsageError(`${command.name} has no option --${option}: see flow-secrets ${command.name} --help.`);
  }
  return command.run(parameters, values, withVisibleNames(terminal));
}

function print(text: string, terminal: Terminal): number {
  terminal.out(text);
  return 0;
}

/** The command that the words begin with, and what stands behind its name. */
function commandOf(words: readonly string[]): { readonly command: Command; readonly parameters: readonly string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (command) return { command, parameters: words.slice(length) };
  }
  const [first = ''] = words;
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  const fault = group.length > 0 ? `${first} needs another word (${group.join(', ')})` : `there is no command ${first}`;
  throw new UsageError(`${fault}: see flow-secrets --help.`);
}

/** Options stand anywhere, before the command too, so the options of all commands are known here. */
function parse(args: readonly string[]): { readonly values: OptionValues; readonly positionals: readonly string[] } {
  const options: OptionTypes = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } };
  for (const command of COMMANDS) {
    for (const [name, { type, multiple = false }] of Object.entries(command.options))
      options[name] = { type, multiple };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as OptionValues, positionals };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '([^']*)'/.exec(reason)?.[1];
    const [first = ''] = reason.split('\n');
    const fault = unknown === undefined ? first.replace(/\.$/, '') : `there is no option ${unknown}`;
    throw new UsageError(`${fault}: see flow-secrets --help.`);
  }
}

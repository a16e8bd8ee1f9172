import { parseArgs } from 'node:util';
import { type Command, type OptionTypes, type OptionValues, type Terminal, UsageError, WRONG } from './command.ts';
import { check } from './commands/check.ts';
import { references } from './commands/references.ts';
import { unused } from './commands/unused.ts';
import { usages } from './commands/usages.ts';
import { helpOf, overview } from './help.ts';
import { version } from '../package.json';
import { withVisibleNames } from './visible.ts';

const COMMANDS: readonly Command[] = [references, check, usages, unused];

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
    return WRONG;
  }
}

function tell(error: unknown, { err }: Terminal): void {
  if (error instanceof UsageError) {
    err(`flow-secrets: ${error.message}`);
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
    return print(rest[0] === undefined ? overview(COMMANDS) : helpOf(commandOf(rest[0])), terminal);
  }
  const command = commandOf(name);
  if (values['help'] === true) return print(helpOf(command), terminal);
  for (const option of Object.keys(values)) {
    if (!(option in command.options))
      throw new UsageError(`${name} has no option --${option}: see flow-secrets ${name} --help.`);
  }
  return command.run(rest, values, withVisibleNames(terminal));
}

function print(text: string, terminal: Terminal): number {
  terminal.out(text);
  return 0;
}

function commandOf(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw new UsageError(`there is no command ${name}: see flow-secrets --help.`);
  return command;
}

/** Options stand anywhere, before the command too, so the options of all commands are known here. */
function parse(args: readonly string[]): { readonly values: OptionValues; readonly positionals: readonly string[] } {
  const options: OptionTypes = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } };
  for (const command of COMMANDS) {
    for (const [name, { type }] of Object.entries(command.options)) options[name] = { type };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as OptionValues, positionals };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '([^']*)'/.exec(reason)?.[1];
    const fault = unknown === undefined ? reason.split('\n')[0] : `there is no option ${unknown}`;
    throw new UsageError(`${fault ?? ''}: see flow-secrets --help.`);
  }
}

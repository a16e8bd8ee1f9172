import { type Command } from './command.ts';

/** What `flow-secrets --help` prints. */
export function overview(commands: readonly Command[]): string {
  return [
    'flow-secrets: checks and changes the secrets and external credentials that flows use. Only secret reveal prints a value.',
    '',
    'Usage: flow-secrets COMMAND [OPTION…]',
    '',
    ...table(commands.map(({ name, parameters, summary }) => [`${name} ${parameters}`, summary])),
    '',
    ...table([
      ['--help', 'this help, or that of a command: flow-secrets COMMAND --help'],
      ['--version', 'the version'],
    ]),
    '',
    EXIT_CODES,
  ].join('\n');
}

/** What `flow-secrets COMMAND --help` prints. */
export function helpOf({ name, parameters, summary, details, options }: Command): string {
  return [
    `Usage: flow-secrets ${name} ${parameters}`,
    '',
    `${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`,
    ...details,
    '',
    ...table(
      Object.entries(options).map(([option, { value, help }]) => [
        `--${option}${value === undefined ? '' : ` ${value}`}`,
        help,
      ]),
    ),
    '',
    EXIT_CODES,
  ].join('\n');
}

const EXIT_CODES = 'Exit: 0 fine, 1 findings or refusal, 2 wrong use or a broken workspace.';

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

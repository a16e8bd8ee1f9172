import { resolve } from 'node:path';
import { type LocatedFinding } from '../../workspace/api.ts';
import { isWithin } from '../../workspace/discovery.ts';
import {
  type Command,
  FINDINGS,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
  WRONG,
} from '../command.ts';
import { printJson } from '../entries.ts';
import { searchLeaks } from '../leaks.ts';
import { inWorkspace, lineAndColumn, openWorkspace, statOf } from '../workspace.ts';
import { uncheckedIn } from '../unchecked.ts';

export const check: Command = {
  name: 'check',
  parameters: '[PATH…] [--values] [--json] [--require-complete]',
  summary: 'report names that flows use and the spaces lack',
  details: [
    'A finding is file:line:column severity rule message. A PATH is a file or a folder; without one all is checked.',
    '--values also looks for secrets’ values in the files; it needs the identity of an Owner, and prints no value.',
    'A summary, and what was not checked and why, go to stderr. Errors and warnings make the exit code 1.',
  ],
  options: {
    json: JSON_OPTION,
    root: ROOT_OPTION,
    values: { type: 'boolean', help: 'look for values of the spaces that your identity opens' },
    'require-complete': {
      type: 'boolean',
      help: 'exit 2 when not all names (with --values: values) of the spaces could be known',
    },
  },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const wanted = await wantedPaths(positionals, terminal);
  const opened = await openWorkspace(values, terminal);
  const { root, workspace } = opened;
  const outside = wanted.find((path) => !isWithin(path, root));
  if (outside !== undefined) throw new UsageError(`${outside} lies outside of the workspace ${root}: use --root.`);
  const isWanted = (path: string): boolean => wanted.length === 0 || wanted.some((folder) => isWithin(path, folder));
  const files = workspace.files().filter(({ path }) => isWanted(path));
  const unopened = values['values'] === true ? await searchLeaks(opened, values, terminal) : [];
  const leaking = workspace.leaking().filter((path) => isWanted(path) && !files.some((file) => file.path === path));
  const configs = workspace.projects().flatMap(({ configFile }) => configFile ?? []);
  const others = [...configs, ...workspace.storeFiles()].filter(isWanted);
  const found = [...others, ...files.map(({ path }) => path), ...leaking].flatMap((path) =>
    workspace.findings(path).map((finding) => ({ file: inWorkspace(root, path), finding })),
  );
  if (values['json'] === true)
    printJson(
      found.map(({ file, finding }) => rowOf(file, finding)),
      terminal,
    );
  else for (const { file, finding } of found) terminal.out(lineOf(file, finding));
  const unchecked = uncheckedIn(workspace, files, isWanted);
  for (const { path, reason } of [...unchecked.places, ...unopened])
    terminal.err(`not checked: ${inWorkspace(root, path)}: ${reason}`);
  terminal.err(
    summaryOf(
      found.map(({ finding }) => finding),
      files.length + leaking.length,
    ),
  );
  if ((!unchecked.catalogComplete || unopened.length > 0) && values['require-complete'] === true) return WRONG;
  return found.some(({ finding }) => counts(finding)) ? FINDINGS : FINE;
}

async function wantedPaths(positionals: readonly string[], { cwd }: Terminal): Promise<readonly string[]> {
  const paths = positionals.map((path) => resolve(cwd, path));
  for (const path of paths) {
    if ((await statOf(path)) === undefined) throw new UsageError(`${path} is not there.`);
  }
  return paths;
}

function rowOf(file: string, { range, severity, rule, message, start, end }: LocatedFinding) {
  const { line, character } = range.start;
  return { file, line: line + 1, column: character + 1, severity, rule, message, start, end };
}

function lineOf(file: string, { range, severity, rule, message }: LocatedFinding): string {
  return `${file}:${lineAndColumn(range.start)} ${severity} ${rule} ${message}`;
}

function counts({ severity }: LocatedFinding): boolean {
  return severity === 'error' || severity === 'warning';
}

function summaryOf(findings: readonly LocatedFinding[], files: number): string {
  const [errors, warnings, hints] = (['error', 'warning', 'hint'] as const).map((severity) =>
    counted(findings.filter((finding) => finding.severity === severity).length, severity),
  );
  return `${errors ?? ''}, ${warnings ?? ''} and ${hints ?? ''} in ${counted(files, 'file')}.`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

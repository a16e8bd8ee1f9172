import { BY_SOPS, type HistoryEntry } from '../../store/catalog/history.ts';
import {
  type Command,
  FINE,
  JSON_OPTION,
  type OptionValues,
  ROOT_OPTION,
  type Terminal,
  UsageError,
} from '../command.ts';
import { printJson } from '../entries.ts';
import { openProjectStore, type OpenedStore } from '../store.ts';

export const history: Command = {
  name: 'history',
  parameters: 'SPACE [KEY] [--json]',
  summary: 'list who changed which names of a space, and when',
  details: ['With a KEY: the git commits that hold an earlier value, for secret restore. Never a value; needs no key.'],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [space, key, ...more] = positionals;
  if (space === undefined || more.length > 0) {
    throw new UsageError('history needs SPACE: flow-secrets history SPACE [KEY].');
  }
  const opened = await openProjectStore(values, terminal);
  if (key === undefined) await changes(opened, space, values, terminal);
  else await revisions(opened, space, key, values, terminal);
  return FINE;
}

async function changes(
  { project, store }: OpenedStore,
  space: string,
  values: OptionValues,
  terminal: Terminal,
): Promise<void> {
  const entries = await store.history(space);
  if (values['json'] === true) {
    printJson(
      entries.map(({ readersAdded, readersRemoved, renamedFrom, ...entry }) => ({
        ...entry,
        readers_added: readersAdded,
        readers_removed: readersRemoved,
        ...(renamedFrom !== undefined && { renamed_from: renamedFrom }),
      })),
      terminal,
    );
    return;
  }
  const { owners, runtimes } = project.config;
  const names = new Map([
    ...runtimes.map(({ name, key }) => [key, name] as const),
    ...owners.map(([n, k]) => [k, n] as const),
  ]);
  const nameOf = (key: string): string => names.get(key) ?? key;
  for (const entry of entries) terminal.out(lineOf(entry, nameOf));
}

function lineOf(entry: HistoryEntry, nameOf: (key: string) => string): string {
  const { version, at, by, added, changed, removed, readersAdded, readersRemoved, renamedFrom } = entry;
  const part = (words: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${words} ${names.join(', ')}`];
  const parts = [
    ...part('added', added),
    ...part('changed', changed),
    ...part('removed', removed),
    ...part('new reader', readersAdded.map(nameOf)),
    ...part('reader left', readersRemoved.map(nameOf)),
    ...(renamedFrom === undefined ? [] : [`renamed from ${renamedFrom}`]),
  ];
  const what = parts.length > 0 ? parts.join('; ') : by === BY_SOPS ? 'changed with sops' : 'created';
  return `${version} ${at} ${nameOf(by)}: ${what}`;
}

async function revisions(
  { store }: OpenedStore,
  space: string,
  key: string,
  values: OptionValues,
  terminal: Terminal,
): Promise<void> {
  const found = await store.revisions(space, key);
  if (found.length === 0) terminal.err(`No commit of ${space} has a secret ${JSON.stringify(key)}.`);
  if (await store.endsEarly(space)) {
    terminal.err('This clone is shallow: earlier commits are not here. `git fetch --unshallow` brings them.');
  }
  if (values['json'] === true) printJson(found, terminal);
  else {
    for (const { commit, at, author, subject, version } of found) {
      terminal.out(
        `${commit.slice(0, 12)} ${at} ${author}: ${subject}${version === undefined ? '' : ` (version ${version})`}`,
      );
    }
  }
}

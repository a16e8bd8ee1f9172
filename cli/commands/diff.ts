import { type Shape } from '../../language/catalog.ts';
import { compareNames, type ComparedName } from '../../language/compare-spaces.ts';
import { spaceIn } from '../../store/files/space-access.ts';
import { type ComparedValue, StoreError } from '../../store/store.ts';
import { type Project } from '../../workspace/api.ts';
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
import { openStore, projectIn } from '../store.ts';
import { openWorkspace } from '../workspace.ts';

export const diff: Command = {
  name: 'diff',
  parameters: 'SPACE SPACE [--json]',
  summary: 'compare two spaces by key, path and kind',
  details: [
    'It needs no key. Where your identity opens both spaces, values are told as equal or different; they are never printed.',
  ],
  options: { json: JSON_OPTION, root: ROOT_OPTION },
  run,
};

async function run(positionals: readonly string[], values: OptionValues, terminal: Terminal): Promise<number> {
  const [a, b, ...more] = positionals;
  if (a === undefined || b === undefined || more.length > 0) {
    throw new UsageError('diff needs two spaces: flow-secrets diff SPACE SPACE.');
  }
  const opened = await openWorkspace(values, terminal);
  const project = projectIn(opened);
  const catalog = opened.workspace.catalogOf(project) ?? { spaces: [], broken: [] };
  const names = compareNames(spaceIn(catalog, a, project.storeFolder), spaceIn(catalog, b, project.storeFolder));
  const compared = await compareValues(project, [a, b], values, terminal);
  const valueOf = ({ path }: ComparedName): ComparedValue['values'] | undefined => compared.get(JSON.stringify(path));
  if (values['json'] === true)
    printJson(
      names.map((name) => rowOf(name, valueOf(name))),
      terminal,
    );
  else for (const line of names.flatMap((name) => lineOf(name, [a, b], valueOf(name)))) terminal.out(line);
  return FINE;
}

/** By path; empty where a space can't be opened, which is told on stderr. */
async function compareValues(
  project: Project,
  [a, b]: readonly [string, string],
  values: OptionValues,
  terminal: Terminal,
): Promise<ReadonlyMap<string, ComparedValue['values']>> {
  try {
    const compared = await (await openStore(project, values, terminal)).compareValues(a, b);
    return new Map(compared.map((one) => [JSON.stringify(one.path), one.values]));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    terminal.err(`values can't be compared: ${error.message}`);
    return new Map();
  }
}

function rowOf({ path, kindA, kindB, state }: ComparedName, values: ComparedValue['values'] | undefined) {
  const [key, ...below] = path;
  return {
    key,
    path: below,
    state,
    ...(kindA === undefined ? {} : { a: kindWord(kindA) }),
    ...(kindB === undefined ? {} : { b: kindWord(kindB) }),
    ...(values === undefined ? {} : { values }),
  };
}

/** What is the same in both is not printed for people. */
function lineOf(
  { path, kindA, kindB, state }: ComparedName,
  [a, b]: readonly [string, string],
  values: ComparedValue['values'] | undefined,
): readonly string[] {
  const name = path.join('.');
  switch (state) {
    case 'only-a':
      return [`only in ${a}: ${name} (${kindWord(kindA)})`];
    case 'only-b':
      return [`only in ${b}: ${name} (${kindWord(kindB)})`];
    case 'other-kind':
      return [`other kind: ${name} (${kindWord(kindA)} in ${a}, ${kindWord(kindB)} in ${b})`];
    case 'both':
      return values === 'different' && kindA === 'text' ? [`other value: ${name}`] : [];
  }
}

function kindWord(kind: Shape['kind'] | undefined): 'text' | 'json' | 'unknown' {
  if (kind === 'object' || kind === 'array') return 'json';
  return kind ?? 'unknown';
}

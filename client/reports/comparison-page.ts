import * as l10n from '@vscode/l10n';
import { type Shape, type SpaceCatalog } from '../../language/catalog.ts';
import { compareNames, type ComparedName } from '../../language/compare-spaces.ts';
import { type ComparedValue } from '../../store/store.ts';
import { kindText } from '../trees/texts.ts';
import { type TableAction, type TableCell, type TablePage, type TableRow } from '../webview/table-page.ts';
import { type RowTarget, rowId } from './row-id.ts';
import { type TargetedPage } from './unused-page.ts';
import { tableWords } from './words.ts';

/** One of the two spaces. */
export interface ComparedSpace {
  readonly space: SpaceCatalog;
  /** False where this user can't add to it: no Owner, or Restricted Mode. */
  readonly mayWrite: boolean;
}

/** Equal or different for what both have, or why that can't be told. */
export type Values = readonly ComparedValue[] | { readonly problem: string };

/** Compare Spaces: what one has and the other lacks, or has in another kind or with another value. */
export function comparisonPage(root: string, a: ComparedSpace, b: ComparedSpace, values: Values): TargetedPage {
  const names = compareNames(a.space, b.space);
  const known = 'problem' in values ? new Map<string, ComparedValue['values']>() : byPath(values);
  const targets = new Map<string, RowTarget>();
  const rows = names.map((name, index) => {
    const [key = ''] = name.path;
    // The row is named by the space that certainly has it.
    const { space } = name.state === 'only-b' ? b.space : a.space;
    const target: RowTarget = { kind: 'secret', root, space, path: [key, ...name.path.slice(1)] };
    const id = rowId(target);
    targets.set(id, target);
    const hasBelow = (names[index + 1]?.path.length ?? 0) > name.path.length;
    return rowOf(id, name, hasBelow, known.get(pathId(name.path)), [a, b]);
  });
  const [nameA, nameB] = [a.space.space, b.space.space];
  const [shortA, shortB] = shortNames(nameA, nameB);
  return {
    targets,
    page: {
      about: { kind: 'comparison', root, a: nameA, b: nameB },
      title: l10n.t('{0} ↔ {1}', nameA, nameB),
      notes: 'problem' in values ? [l10n.t('Values can’t be compared: {0}', values.problem)] : [],
      actions: pageActions(),
      filters: [
        { id: 'only-a', label: l10n.t('only in {0}', shortA) },
        { id: 'only-b', label: l10n.t('only in {0}', shortB) },
        { id: 'other-kind', label: l10n.t('of another kind') },
        { id: 'different', label: l10n.t('with another value') },
        { id: 'equal', label: l10n.t('equal') },
        { id: 'both', label: l10n.t('in both') },
      ],
      columns: [l10n.t('Secret'), shortA, shortB, l10n.t('Values')],
      rows,
      empty: l10n.t('Neither space has a secret.'),
      words: tableWords(),
    },
  };
}

/** Said when a space that was compared is no more. */
export function goneComparison(about: unknown, title: string, problem: string): TablePage {
  return {
    about,
    title,
    notes: [],
    actions: pageActions(),
    filters: [],
    columns: [],
    rows: [],
    empty: problem,
    words: tableWords(),
  };
}

function pageActions(): readonly TableAction[] {
  return [
    { id: 'swap', label: l10n.t('Swap') },
    { id: 'choose', label: l10n.t('Choose Spaces…') },
  ];
}

type Value = ComparedValue['values'] | undefined;

function rowOf(
  id: string,
  { path, kindA, kindB, state }: ComparedName,
  hasBelow: boolean,
  value: Value,
  [a, b]: readonly [ComparedSpace, ComparedSpace],
): TableRow {
  return {
    id,
    level: path.length,
    name: path.at(-1) ?? '',
    // What has rows of its own below is counted there.
    filters: state === 'both' ? (hasBelow ? [] : [value ?? 'both']) : [state],
    cells: [cellOf(kindA, state), cellOf(kindB, state), valueCell(state, value)],
    actions: actionsFor(state, path.length > 1, a, b),
    opens: false,
  };
}

function cellOf(kind: Shape['kind'] | undefined, state: ComparedName['state']): TableCell {
  if (kind === undefined) return { text: l10n.t('missing'), tone: 'hole' };
  const text = kind === 'object' || kind === 'array' ? l10n.t('JSON') : kindText({ kind });
  return { text, tone: state === 'other-kind' ? 'warning' : 'plain' };
}

function valueCell(state: ComparedName['state'], value: Value): TableCell {
  if (state === 'only-a' || state === 'only-b') return { text: '' };
  switch (value) {
    case 'equal':
      return { text: l10n.t('= equal'), tone: 'good' };
    case 'different':
      return { text: l10n.t('≠ different'), tone: 'warning' };
    case undefined:
      return { text: l10n.t('not compared'), tone: 'muted' };
  }
}

function actionsFor(
  state: ComparedName['state'],
  isPath: boolean,
  a: ComparedSpace,
  b: ComparedSpace,
): readonly TableAction[] {
  const [nameA, nameB] = shortNames(a.space.space, b.space.space);
  const add = (side: 'a' | 'b', name: string): TableAction =>
    isPath
      ? { id: `edit-${side}`, label: l10n.t('Edit in {0}…', name) }
      : { id: `add-${side}`, label: l10n.t('Add to {0}…', name) };
  return [
    ...(state === 'only-b' && a.mayWrite ? [add('a', nameA)] : []),
    ...(state === 'only-a' && b.mayWrite ? [add('b', nameB)] : []),
    { id: 'find', label: l10n.t('Find Usages') },
    ...(state === 'only-b' ? [] : [{ id: 'file-a', label: l10n.t('Open {0}', nameA) }]),
    ...(state === 'only-a' ? [] : [{ id: 'file-b', label: l10n.t('Open {0}', nameB) }]),
  ];
}

/** `Acme - Ingest - DEV` and `Acme - Ingest - PROD` are DEV and PROD beside each other: the words they share say nothing. */
export function shortNames(a: string, b: string): readonly [a: string, b: string] {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  const last = Math.min(wordsA.length, wordsB.length) - 1;
  let shared = 0;
  while (shared < last && wordsA[shared] === wordsB[shared]) shared++;
  return [wordsA.slice(shared).join(' '), wordsB.slice(shared).join(' ')];
}

function byPath(values: readonly ComparedValue[]): ReadonlyMap<string, ComparedValue['values']> {
  return new Map(values.map((compared) => [pathId(compared.path), compared.values]));
}

function pathId(path: readonly string[]): string {
  return JSON.stringify(path);
}

import * as l10n from '@vscode/l10n';
import { BY_SOPS, type HistoryEntry, MAX_ENTRIES } from '../../store/catalog/history.ts';
import { timeText } from '../trees/texts.ts';
import { nodeId } from '../trees/nodes/node.ts';
import { type TableCell, type TableRow } from '../webview/table-page.ts';
import { type RowTarget } from './row-id.ts';
import { type TargetedPage } from './unused-page.ts';
import { tableWords } from './words.ts';

/** A space's history, as the page needs it. */
export interface SpaceHistory {
  readonly root: string;
  readonly space: string;
  /** Oldest first; undefined when the space is gone. */
  readonly entries: readonly HistoryEntry[] | undefined;
  /** The KEYs that are there now: of these an earlier value can come back. */
  readonly present: readonly string[];
  /** False for who is no Owner, and in Restricted Mode. */
  readonly mayRestore: boolean;
  /** The name of a public key's holder. */
  readonly nameOf: (key: string) => string;
}

type Kind = 'added' | 'changed' | 'removed' | 'readers' | 'other';

interface Line {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/** History of a space: each version, newest first, with the names that it changed. */
export function historyPage(history: SpaceHistory): TargetedPage {
  const targets = new Map<string, RowTarget>();
  const entries = history.entries ?? [];
  const rows = entries.flatMap((entry, at) => rowsOf(history, entry, at, targets)).reverse();
  const isBounded = entries.length >= MAX_ENTRIES;
  return {
    targets,
    page: {
      about: { kind: 'history', root: history.root, space: history.space },
      title: l10n.t('History of {0}', history.space),
      notes: isBounded ? [l10n.t('The file keeps the last {0} changes; older ones are in git.', MAX_ENTRIES)] : [],
      actions: [],
      filters: [
        { id: 'added', label: l10n.t('added') },
        { id: 'changed', label: l10n.t('changed') },
        { id: 'removed', label: l10n.t('removed') },
        { id: 'readers', label: l10n.t('Owners and runtimes') },
        { id: 'other', label: l10n.t('other') },
      ],
      columns: [l10n.t('Name'), l10n.t('Change'), l10n.t('Time'), l10n.t('By')],
      rows,
      empty: history.entries
        ? l10n.t('The file tells of no change: it was made by another tool.')
        : l10n.t('The space {0} is not there any more.', history.space),
      words: tableWords(),
    },
  };
}

/** Bottom up, as the whole table is turned round: a version stands above its names. */
function rowsOf(
  history: SpaceHistory,
  entry: HistoryEntry,
  at: number,
  targets: Map<string, RowTarget>,
): readonly TableRow[] {
  const { root, space, present, mayRestore, nameOf } = history;
  const who: TableCell = { text: entry.by === BY_SOPS ? l10n.t('someone, with sops') : nameOf(entry.by) };
  const head: TableRow = {
    id: nodeId('version', String(at)),
    level: 1,
    name: l10n.t('Version {0}', entry.version),
    heading: true,
    filters: [],
    cells: [{ text: '' }, { text: timeText(entry.at), tone: 'muted' }, who],
    actions: [],
    opens: false,
  };
  const lines = linesOf(entry, space, nameOf).map(({ name, kind, text }, index): TableRow => {
    const id = nodeId('change', String(at), String(index));
    const isSecret = (kind === 'added' || kind === 'changed') && present.includes(name);
    if (isSecret) targets.set(id, { kind: 'secret', root, space, path: [name] });
    return {
      id,
      level: 2,
      name,
      filters: [kind],
      cells: [{ text, tone: toneOf(kind) }, { text: '' }, { text: '' }],
      actions: isSecret && mayRestore ? [{ id: 'restore', label: l10n.t('Restore Earlier Value…') }] : [],
      opens: false,
    };
  });
  return [...lines.toReversed(), head];
}

function linesOf(entry: HistoryEntry, space: string, nameOf: (key: string) => string): readonly Line[] {
  const part = (kind: Kind, text: string, names: readonly string[]): readonly Line[] =>
    names.map((name) => ({ name, kind, text }));
  const { renamedFrom } = entry;
  const lines = [
    ...part('added', l10n.t('added'), entry.added),
    ...part('changed', l10n.t('changed'), entry.changed),
    ...part('removed', l10n.t('removed'), entry.removed),
    ...part('readers', l10n.t('reads it since'), entry.readersAdded.map(nameOf)),
    ...part('readers', l10n.t('reads it no more'), entry.readersRemoved.map(nameOf)),
    ...part('other', l10n.t('the name until then'), renamedFrom === undefined ? [] : [renamedFrom]),
  ];
  if (lines.length > 0) return lines;
  return part('other', entry.version === 1 ? l10n.t('created') : l10n.t('changed without new names'), [space]);
}

function toneOf(kind: Kind): NonNullable<TableCell['tone']> {
  const tones = { added: 'good', changed: 'plain', removed: 'warning', readers: 'plain', other: 'muted' } as const;
  return tones[kind];
}

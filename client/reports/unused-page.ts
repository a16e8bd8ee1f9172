import * as l10n from '@vscode/l10n';
import { type Catalog, type SecretEntry } from '../../language/catalog.ts';
import { type ProjectState } from '../../server/protocol.ts';
import { type Role } from '../../store/store.ts';
import { typeLabel } from '../credential-type-text.ts';
import { kindText, usesText } from '../trees/texts.ts';
import { type TableAction, type TablePage, type TableRow } from '../webview/table-page.ts';
import { rowId, type RowTarget } from './row-id.ts';
import { tableWords } from './words.ts';

/** What the report needs of a project. */
export interface ReportedProject {
  readonly root: string;
  readonly name: string;
  readonly state: ProjectState;
  readonly catalog: Catalog;
  readonly access: ReadonlyMap<string, { readonly role: Role }>;
}

/** A page, and what its rows stand for. */
export interface TargetedPage {
  readonly page: TablePage;
  readonly targets: ReadonlyMap<string, RowTarget>;
}

type State = 'missing' | 'unused' | 'maybe';

/**
 * Unused and Missing: by space, what flows use and it lacks, and what it has and nothing uses. Nothing is called unused
 * while a file may hold a use that nobody has seen.
 * @param isTrusted false in Restricted Mode, where nothing is written
 */
export function unusedPage(projects: readonly ReportedProject[], isTrusted: boolean): TargetedPage {
  const targets = new Map<string, RowTarget>();
  const rows = projects.flatMap((project) => new Report(project, isTrusted, projects.length > 1, targets).rows());
  return {
    targets,
    page: {
      about: { kind: 'unused' },
      title: l10n.t('Unused and Missing'),
      notes: projects.flatMap(notesOf),
      actions: [],
      filters: [
        { id: 'missing', label: l10n.t('missing') },
        { id: 'unused', label: l10n.t('unused') },
        { id: 'maybe', label: l10n.t('maybe unused') },
      ],
      columns: [l10n.t('Name'), l10n.t('State'), l10n.t('Kind or uses')],
      rows,
      empty: l10n.t('Every secret and external credential is used, and none is missing.'),
      words: tableWords(),
    },
  };
}

function notesOf({ state }: ReportedProject): readonly string[] {
  const reading = l10n.t('Files are still being read: what is unused is not known yet.');
  const unreadable = state.unreadable.map(({ uri, reason }) =>
    l10n.t('{0} can’t be read, and may use any secret: {1}', decodeURIComponent(uri.split('/').at(-1) ?? uri), reason),
  );
  return [...(state.complete ? [] : [reading]), ...unreadable];
}

/** The rows of one project. */
class Report {
  readonly #project: ReportedProject;
  readonly #isTrusted: boolean;
  readonly #isNamed: boolean;
  readonly #targets: Map<string, RowTarget>;

  constructor(project: ReportedProject, isTrusted: boolean, isNamed: boolean, targets: Map<string, RowTarget>) {
    this.#project = project;
    this.#isTrusted = isTrusted;
    this.#isNamed = isNamed;
    this.#targets = targets;
  }

  rows(): readonly TableRow[] {
    const { catalog } = this.#project;
    return [...catalog.spaces.flatMap(({ space, secrets }) => this.#space(space, secrets)), ...this.#credentials()];
  }

  #space(space: string, secrets: readonly SecretEntry[]): readonly TableRow[] {
    const { root, state, access } = this.#project;
    const counts = state.spaces.find((counted) => counted.space === space);
    if (!counts) return [];
    const mayWrite = this.#isTrusted && access.get(space)?.role === 'owner';
    const uses = new Map(counts.uses);
    const rowFor = (key: string, stateOf: State, last: string): TableRow =>
      this.#row({ kind: 'secret', root, space, path: [key] }, key, stateOf, last, mayWrite);
    const missing = counts.missing.map(([key, count]) => rowFor(key, 'missing', usesText(count, false)));
    const unused = this.#unused(
      secrets,
      ({ key }) => uses.get(key),
      counts.dynamic,
      ({ key, shape }, how) => rowFor(key, how, kindText(shape)),
    );
    return this.#group({ kind: 'space', root, space }, space, [...missing, ...unused]);
  }

  #credentials(): readonly TableRow[] {
    const { root, state, catalog } = this.#project;
    const uses = new Map(state.credentials);
    const rowFor = (name: string, stateOf: State, last: string): TableRow =>
      this.#row({ kind: 'credential', root, name }, name, stateOf, last, this.#isTrusted);
    const isStore = catalog.spaces.length > 0;
    const lacking = isStore ? state.missingCredentials : [];
    const missing = lacking.map(([name, count]) => rowFor(name, 'missing', usesText(count, false)));
    const known = catalog.credentials.credentials;
    const unused = this.#unused(
      known,
      ({ name }) => uses.get(name),
      state.dynamicCredentials,
      ({ name, type }, how) => rowFor(name, how, typeLabel(type)),
    );
    return this.#group({ kind: 'credentials', root }, l10n.t('External Credentials'), [...missing, ...unused]);
  }

  #unused<T>(
    all: readonly T[],
    usesOf: (one: T) => number | undefined,
    dynamic: boolean,
    row: (one: T, state: 'unused' | 'maybe') => TableRow,
  ): readonly TableRow[] {
    const { complete, unreadable } = this.#project.state;
    if (!complete && unreadable.length === 0) return [];
    const isSure = complete && !dynamic && unreadable.length === 0;
    return all.filter((one) => usesOf(one) === 0).map((one) => row(one, isSure ? 'unused' : 'maybe'));
  }

  #group(target: RowTarget, name: string, rows: readonly TableRow[]): readonly TableRow[] {
    if (rows.length === 0) return [];
    const id = this.#note(target);
    const where = this.#isNamed ? this.#project.name : '';
    const cells = [{ text: where, tone: 'muted' as const }, { text: '' }];
    return [{ id, level: 1, name, heading: true, filters: [], cells, actions: [], opens: false }, ...rows];
  }

  #row(target: RowTarget, name: string, state: State, last: string, mayWrite: boolean): TableRow {
    const tones = { missing: 'hole', unused: 'plain', maybe: 'muted' } as const;
    return {
      id: this.#note(target),
      level: 2,
      name,
      filters: [state],
      cells: [
        { text: stateText(state), tone: tones[state] },
        { text: last, tone: 'muted' },
      ],
      actions: actionsFor(state, mayWrite),
      opens: state !== 'unused',
    };
  }

  #note(target: RowTarget): string {
    const id = rowId(target);
    this.#targets.set(id, target);
    return id;
  }
}

function stateText(state: State): string {
  switch (state) {
    case 'missing':
      return l10n.t('missing');
    case 'unused':
      return l10n.t('unused');
    case 'maybe':
      return l10n.t('maybe unused');
  }
}

function actionsFor(state: State, mayWrite: boolean): readonly TableAction[] {
  if (state === 'missing') return mayWrite ? [{ id: 'add', label: l10n.t('Add…') }] : [];
  const open = { id: 'file', label: l10n.t('Open File') };
  return mayWrite ? [open, { id: 'delete', label: l10n.t('Delete…') }] : [open];
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type UsagePlace } from '../../server/protocol.ts';
import { StoreError } from '../../store/store.ts';
import { type App } from '../app.ts';
import { pick } from '../dialogs/pick.ts';
import { spaceTarget, type SpaceTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { spaceDescription } from '../trees/texts.ts';
import { type TablePage } from '../webview/table-page.ts';
import { type TableSource } from '../webview/table-panel.ts';
import { comparisonPage, goneComparison, type Values } from './comparison-page.ts';
import { actOn } from './row-actions.ts';
import { type RowTarget } from './row-id.ts';

/** Two spaces of a project, by name. */
export interface Comparison {
  readonly root: string;
  readonly a: string;
  readonly b: string;
}

/** The table “Compare Spaces”. Values are compared in the store, which says equal or different and nothing else. */
export class ComparisonSource implements TableSource {
  readonly id: string;
  readonly #app: App;
  readonly #about: Comparison;
  #targets: ReadonlyMap<string, RowTarget> = new Map();

  constructor(app: App, about: Comparison) {
    this.id = JSON.stringify(['comparison', about.root, about.a, about.b]);
    this.#app = app;
    this.#about = about;
  }

  async page(): Promise<TablePage> {
    const { root, a, b } = this.#about;
    await this.#app.projects.ready();
    const project = this.#app.projects.get(root);
    const spaceOf = (name: string) => project?.catalog.spaces.find(({ space }) => space === name);
    const [spaceA, spaceB] = [spaceOf(a), spaceOf(b)];
    if (!project || !spaceA || !spaceB) {
      const problem = l10n.t('The space {0} can’t be found, or its file can’t be read.', spaceA ? b : a);
      return goneComparison({ kind: 'comparison', ...this.#about }, l10n.t('{0} ↔ {1}', a, b), problem);
    }
    const mayWrite = (name: string): boolean =>
      vscode.workspace.isTrusted && project.access.get(name)?.role === 'owner';
    const values = await valuesOf(project, a, b);
    const both = [
      { space: spaceA, mayWrite: mayWrite(a) },
      { space: spaceB, mayWrite: mayWrite(b) },
    ] as const;
    const { page, targets } = comparisonPage(root, ...both, values);
    this.#targets = targets;
    return page;
  }

  places(): Promise<readonly UsagePlace[]> {
    return Promise.resolve([]);
  }

  async act(action: string, row: string | undefined): Promise<TableSource | undefined> {
    const { root, a, b } = this.#about;
    if (action === 'swap') return new ComparisonSource(this.#app, { root, a: b, b: a });
    if (action === 'choose') return new ComparisonSource(this.#app, await askComparison(this.#app, { root }));
    const target = row === undefined ? undefined : this.#targets.get(row);
    if (target?.kind !== 'secret') return undefined;
    const [verb = '', side] = action.split('-');
    const space = side === 'a' ? a : side === 'b' ? b : target.space;
    await actOn({ ...target, space }, verb);
    return undefined;
  }
}

/** Which two spaces: the row that the command was called on and another one, or both chosen. */
export async function askComparison(app: App, argument: unknown): Promise<Comparison> {
  const title = l10n.t('Compare Spaces');
  const { project, space }: SpaceTarget = await spaceTarget(app, argument, title);
  const others = project.catalog.spaces.filter((other) => other !== space);
  if (others.length === 0) {
    throw new UserError(l10n.t('There is no other space to compare {0} with. Add one first (Add Space).', space.space));
  }
  const [only] = others;
  const choices = others.map((other) => ({
    label: other.space,
    description: spaceDescription(other),
    value: other,
  }));
  const placeholder = l10n.t('Compare {0} with which space?', space.space);
  const other = others.length === 1 && only ? only : await pick(choices, { title, placeholder });
  return { root: project.root, a: space.space, b: other.space };
}

async function valuesOf({ store }: Project, a: string, b: string): Promise<Values> {
  if (!vscode.workspace.isTrusted) return { problem: l10n.t('In Restricted Mode nothing is decrypted.') };
  try {
    return await store.compareValues(a, b);
  } catch (error) {
    if (error instanceof StoreError) return { problem: error.message };
    throw error;
  }
}

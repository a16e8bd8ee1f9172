import { basename, relative } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type MergeConflict } from '../../store/files/merge/merge-plain.ts';
import { type Side } from '../../store/files/merge/three-way.ts';
import { conflictedFiles } from '../../store/git/merge-sources.ts';
import { type App } from '../app.ts';
import { pick } from '../dialogs/pick.ts';
import { runSteps } from '../dialogs/steps.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { conflictText } from '../merge-text.ts';
import { busy } from '../progress.ts';
import { type Project } from '../projects.ts';
import { nameOfKey } from '../recipient-text.ts';
import { ProblemNode } from '../trees/nodes/problem.ts';
import { SpaceNode } from '../trees/nodes/space.ts';
import { plainText } from '../plain-text.ts';

interface Unmerged {
  readonly project: Project;
  /** Absolute. */
  readonly file: string;
}

/** Resolve Merge: unites, key by key, the versions that git has of a file; what both sides changed is asked, by name. */
export async function resolveMerge(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const title = l10n.t('Resolve Merge');
  const { project, file } = unmergedOf(app, argument) ?? (await askFile(app, argument, title));
  const name = relative(project.root, file).replaceAll('\\', '/');
  const { version, taken } = await busy(() =>
    project.store.resolveMerge(file, (_, conflicts) => askSides(project, conflicts)),
  );
  const message =
    taken.length === 0
      ? l10n.t('United {0} (version {1}). Stage it now: git add {0}', name, version)
      : l10n.t(
          'United {0} (version {1}), with {2} from theirs. Stage it now: git add {0}',
          name,
          version,
          taken.join(', '),
        );
  // What is left to do outlives the status bar.
  void vscode.window.showInformationMessage(plainText(message));
  await done(app, message);
}

function unmergedOf(app: App, argument: unknown): Unmerged | undefined {
  if (argument instanceof SpaceNode) return { project: argument.project, file: argument.space.source };
  if (!(argument instanceof ProblemNode)) return undefined;
  const project = app.projects.get(argument.root);
  return project && { project, file: argument.file };
}

/** From the palette: what git left in conflict, and what can't be trusted since somebody joined two versions as text. */
async function askFile(app: App, argument: unknown, title: string): Promise<Unmerged> {
  const project = await projectTarget(app, argument);
  const { spaces, broken, credentials } = project.catalog;
  const tampered = spaces.filter(({ space }) => project.access.get(space)?.code === 'tampered');
  const marked = [...broken, credentials].filter(({ unmerged }) => unmerged === true);
  const seen = [...tampered, ...marked].flatMap(({ source }) => source ?? []);
  const conflicted = await conflictedFiles(project.state.storeFolder).catch((error: unknown) => {
    // Without a repository nothing can be united; with a file that needs it, the store says so.
    if (seen.length === 0) throw error;
    return [];
  });
  const files = [...new Set([...conflicted, ...seen])];
  const [first] = files;
  if (first === undefined) {
    throw new UserError(
      l10n.t('Git knows of no conflict in {0}: there is nothing to resolve.', project.state.storeFolder),
    );
  }
  if (files.length === 1) return { project, file: first };
  const choices = files.map((file) => ({ label: basename(file), value: { project, file } }));
  return pick(choices, { title, placeholder: l10n.t('Which file?') });
}

/** One question for each name that both sides changed; Back leads to the one before. @throws Cancelled */
async function askSides(
  project: Project,
  conflicts: readonly MergeConflict[],
): Promise<ReadonlyMap<string, Side> | undefined> {
  const chosen = new Map<string, Side>();
  const nameOf = (key: string): string => nameOfKey(project.config, key);
  await runSteps(
    conflicts.map(({ name, ours, theirs }) => async (position) => {
      const choices = [
        { label: l10n.t('Ours'), description: conflictText(ours, nameOf), value: 'ours' as const },
        { label: l10n.t('Theirs'), description: conflictText(theirs, nameOf), value: 'theirs' as const },
      ];
      const placeholder = l10n.t('Both sides changed {0}. Whose is kept?', name);
      chosen.set(name, await pick<Side>(choices, { title: l10n.t('Resolve Merge'), placeholder }, position));
    }),
  );
  return chosen;
}

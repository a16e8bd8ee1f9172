import * as l10n from '@vscode/l10n';
import { type SpaceCatalog } from '../../language/catalog.ts';
import { type App } from '../app.ts';
import { confirm } from '../dialogs/confirm.ts';
import { pick } from '../dialogs/pick.ts';
import { namedIn, projectTarget, requireOwner, spaceTarget, type SpaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { SpaceNode } from '../trees/nodes/space.ts';

/** Accept This State: the user knows how a space came another way than through their tools (SpaceNews). */
export async function acceptState(app: App, argument: unknown): Promise<void> {
  const target = await warnedTarget(app, argument);
  requireOwner(target);
  const { project, space } = target;
  const news = newsOf(project, space);
  if (news === undefined) {
    throw new UserError(l10n.t('{0} is as you last saw it: there is nothing to accept.', space.space));
  }
  const consequence = l10n.t(
    'Accept it when you know who changed it, and why. Later changes are then compared with this state; the file is not touched.',
  );
  const question = l10n.t('Accept {0} as it is now?', space.space);
  await confirm(question, `${news}\n\n${consequence}`, l10n.t('Accept'));
  await project.store.acceptPresent(space.space);
  await done(app, l10n.t('Accepted {0} as it is now.', space.space));
}

function newsOf({ access }: Project, { space }: SpaceCatalog): string | undefined {
  const { warning, note } = access.get(space) ?? {};
  return warning ?? note;
}

/** From the palette only the spaces that have something to accept are offered. */
async function warnedTarget(app: App, argument: unknown): Promise<SpaceTarget> {
  const title = l10n.t('Accept This State');
  if (argument instanceof SpaceNode || namedIn(argument).space !== undefined) return spaceTarget(app, argument, title);
  const project = await projectTarget(app, argument);
  const warned = project.catalog.spaces.filter((space) => newsOf(project, space) !== undefined);
  if (warned.length === 0) {
    throw new UserError(l10n.t('Every space is as you last saw it: there is nothing to accept.'));
  }
  const choices = warned.map((space) => ({
    label: space.space,
    detail: newsOf(project, space) ?? '',
    value: space,
  }));
  return { project, space: await pick(choices, { title, placeholder: l10n.t('Which space?') }) };
}

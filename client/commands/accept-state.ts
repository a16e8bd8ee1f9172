import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { confirm } from '../dialogs/confirm.ts';
import { pick } from '../dialogs/pick.ts';
import { namedIn, projectTarget, requireOwner, spaceTarget, type SpaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { SpaceNode } from '../trees/nodes/space.ts';

/** Accept This State: the user knows how a space came another way than through their tools (SpaceRole.warning). */
export async function acceptState(app: App, argument: unknown): Promise<void> {
  const target = await warnedTarget(app, argument);
  requireOwner(target);
  const { project, space } = target;
  const warning = project.access.get(space.space)?.warning;
  if (warning === undefined) {
    throw new UserError(l10n.t('{0} is as you last saw it: there is nothing to accept.', space.space));
  }
  const consequence = l10n.t(
    'Accept it when you know who changed it, and why. Later changes are then compared with this state; the file is not touched.',
  );
  const question = l10n.t('Accept {0} as it is now?', space.space);
  await confirm(question, `${warning}\n\n${consequence}`, l10n.t('Accept'));
  await project.store.acceptPresent(space.space);
  await done(app, l10n.t('Accepted {0} as it is now.', space.space));
}

/** From the palette only the spaces that have a warning are offered. */
async function warnedTarget(app: App, argument: unknown): Promise<SpaceTarget> {
  const title = l10n.t('Accept This State');
  if (argument instanceof SpaceNode || namedIn(argument).space !== undefined) return spaceTarget(app, argument, title);
  const project = await projectTarget(app, argument);
  const warned = project.catalog.spaces.filter(({ space }) => project.access.get(space)?.warning !== undefined);
  if (warned.length === 0) {
    throw new UserError(l10n.t('Every space is as you last saw it: there is nothing to accept.'));
  }
  const choices = warned.map((space) => ({
    label: space.space,
    detail: project.access.get(space.space)?.warning ?? '',
    value: space,
  }));
  return { project, space: await pick(choices, { title, placeholder: l10n.t('Which space?') }) };
}

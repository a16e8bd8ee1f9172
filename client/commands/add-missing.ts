import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { askSecretValue, entryChoices, type Entry, kindOf } from '../dialogs/ask-secret.ts';
import { type Choice, pick } from '../dialogs/pick.ts';
import { requireOwner, requireTrust, spaceTarget, type SpaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { checkKey } from '../names.ts';

/** Add the Missing Ones: walks through what the flows of a space use and it lacks. Each is saved at once. */
export async function addMissing(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const target = named(app, argument) ?? (await spaceTarget(app, argument, l10n.t('Add the Missing Ones')));
  requireOwner(target);
  const { project, space } = target;
  const missing = project.state.spaces.find((counted) => counted.space === space.space)?.missing ?? [];
  const keys = missing.map(([key]) => key).filter((key) => checkKey(key, [])?.severity !== 'error');
  if (keys.length === 0) throw new UserError(l10n.t('{0} lacks nothing that its flows use.', space.space));
  let added = 0;
  for (const [index, key] of keys.entries()) {
    const title = l10n.t('Missing in {0}: {1} ({2} of {3})', space.space, key, index + 1, keys.length);
    if (await addOne(app, target, key, title)) added++;
  }
  await done(app, l10n.t('Added {0} of {1} missing secrets to {2}.', added, keys.length, space.space));
}

/** @returns false when the user leaves it missing */
async function addOne(app: App, { project, space }: SpaceTarget, key: string, title: string): Promise<boolean> {
  const leave: Choice<'leave'> = { label: l10n.t('Leave it missing'), value: 'leave' };
  const choices: readonly Choice<Entry | 'leave'>[] = [...entryChoices('text'), leave];
  const entry = await pick(choices, { title, placeholder: l10n.t('What kind of value?') });
  if (entry === 'leave') return false;
  const prompt = l10n.t('The value of {0} in {1}. It is encrypted when it is saved.', key, space.space);
  const value = await askSecretValue(app, { title, prompt, entry });
  await project.store.setSecret({ space: space.space, key, value, kind: kindOf(entry) }, { expect: 'absent' });
  return true;
}

/** A space by name, from the command that has just made it. */
function named(app: App, argument: unknown): SpaceTarget | undefined {
  if (typeof argument !== 'object' || argument === null || !('root' in argument && 'space' in argument))
    return undefined;
  const project = app.projects.all.find(({ root }) => root === argument.root);
  const space = project?.catalog.spaces.find((entry) => entry.space === argument.space);
  return project && space && { project, space };
}

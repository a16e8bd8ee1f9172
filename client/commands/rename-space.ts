import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { askText } from '../dialogs/ask-text.ts';
import { requireOwner, spaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { checkName } from '../names.ts';

/** Rename Space: the store changes bindings and runtimes with it. References name keys, not spaces, so nothing else changes. */
export async function renameSpace(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Rename Space');
  const target = await spaceTarget(app, argument, title);
  requireOwner(target);
  const { project, space } = target;
  const others = project.catalog.spaces.map((entry) => entry.space).filter((name) => name !== space.space);
  const name = await askText({
    title,
    prompt: l10n.t('The new name of {0}. Bindings and runtimes in flow-secrets.json are changed with it.', space.space),
    value: space.space,
    check: (text) => checkName(text, others),
  });
  if (name === space.space) return;
  const { version } = await project.store.renameSpace(space.space, name);
  await done(app, l10n.t('Renamed {0} to {1} (version {2}).', space.space, name, version));
}

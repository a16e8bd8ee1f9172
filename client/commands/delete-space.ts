import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { guarded } from '../delete-guard.ts';
import { requireTrust, spaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';

/** Delete Space, guarded by all its secrets. */
export async function deleteSpace(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const { project, space } = await spaceTarget(app, argument, l10n.t('Delete Space'));
  const keys = space.secrets.map(({ key }) => key);
  const deletion = {
    root: project.root,
    target: { kind: 'space', space: space.space, keys },
    subject: l10n.t('space {0}', space.space),
  } as const;
  await guarded(app, deletion, (guard) => project.store.removeSpace(space.space, guard));
  await done(app, l10n.t('Deleted space {0}.', space.space));
}

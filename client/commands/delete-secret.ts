import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { guarded } from '../delete-guard.ts';
import { requireOwner, secretTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';

/** Delete Secret: refused while anything uses it. */
export async function deleteSecret(app: App, argument: unknown): Promise<void> {
  const target = await secretTarget(app, argument, l10n.t('Delete Secret'));
  requireOwner(target);
  const { project, space, secret } = target;
  const deletion = {
    root: project.root,
    target: { kind: 'secret', space: space.space, key: secret.key },
    subject: l10n.t('secret {0} of {1}', secret.key, space.space),
  } as const;
  await guarded(app, deletion, async (guard) => {
    await project.store.removeSecret(space.space, secret.key, guard);
  });
  await done(app, l10n.t('Deleted {0} from {1}.', secret.key, space.space));
}

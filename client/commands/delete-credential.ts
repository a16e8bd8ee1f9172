import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { guarded } from '../delete-guard.ts';
import { credentialTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';

/** Delete Credential: refused while anything uses it. */
export async function deleteCredential(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const { project, credential } = await credentialTarget(app, argument, l10n.t('Delete Credential'));
  const deletion = {
    root: project.root,
    target: { kind: 'credential', name: credential.name },
    subject: l10n.t('external credential {0}', credential.name),
  } as const;
  await guarded(app, deletion, async (guard) => {
    await project.store.removeCredential(credential.name, guard);
  });
  await done(app, l10n.t('Deleted external credential {0}.', credential.name));
}

import * as l10n from '@vscode/l10n';
import { type SecretRevision } from '../../store/files/restore.ts';
import { type App } from '../app.ts';
import { confirm } from '../dialogs/confirm.ts';
import { pick } from '../dialogs/pick.ts';
import { requireOwner, secretTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { busy, waiting } from '../progress.ts';
import { timeText } from '../trees/texts.ts';

/** Restore Earlier Value: what a secret had in a git commit becomes its new value, as a new version. */
export async function restoreSecret(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Restore Earlier Value');
  const target = await secretTarget(app, argument, title);
  requireOwner(target);
  const { project, space, secret } = target;
  const asked = Promise.all([project.store.revisions(space.space, secret.key), project.store.endsEarly(space.space)]);
  const [revisions, endsEarly] = await waiting(l10n.t('Looking through the commits of {0}…', space.space), asked);
  const earlier = revisions.filter(({ isPresent }) => !isPresent);
  const shallow = endsEarly ? l10n.t('This clone is shallow: `git fetch --unshallow` brings earlier commits.') : '';
  if (earlier.length === 0) {
    const none = l10n.t('Git has no earlier value of {0}: no commit holds another one.', secret.key);
    throw new UserError(`${none} ${shallow}`.trim());
  }
  const placeholder = `${l10n.t('The value of {0} as of which commit?', secret.key)} ${shallow}`.trim();
  const revision = await pick(earlier.map(choiceOf), { title, placeholder });
  const question = l10n.t('Restore the value that {0} had on {1}?', secret.key, timeText(revision.at));
  const detail = [
    l10n.t('{0} by {1}, commit {2}', revision.subject, revision.author, revision.commit.slice(0, 12)),
    l10n.t('It becomes the value in {0}, as a new version. The present one stays in past versions only.', space.space),
  ].join('\n\n');
  await confirm(question, detail, l10n.t('Restore'));
  const { changed, version } = await busy(() => project.store.restoreSecret(space.space, secret.key, revision.commit));
  await done(
    app,
    changed
      ? l10n.t('Restored {0} in {1} (version {2}).', secret.key, space.space, version)
      : l10n.t('{0} in {1} has that value already.', secret.key, space.space),
  );
}

function choiceOf(revision: SecretRevision): {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly value: SecretRevision;
} {
  const { commit, at, author, subject, version } = revision;
  const short = commit.slice(0, 12);
  return {
    label: timeText(at),
    description: author,
    detail:
      version === undefined ? `${subject} · ${short}` : l10n.t('{0} · version {1} · {2}', subject, version, short),
    value: revision,
  };
}

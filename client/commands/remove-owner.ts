import * as l10n from '@vscode/l10n';
import { type Recipient } from '../../store/store.ts';
import { type App } from '../app.ts';
import { confirm } from '../dialogs/confirm.ts';
import { pick } from '../dialogs/pick.ts';
import { requireOwner, spaceTarget, type SpaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { busy } from '../progress.ts';
import { ownerText } from '../recipient-text.ts';
import { OwnerNode } from '../trees/nodes/reader.ts';

/** Remove Owner: the space gets a new data key; what was readable before stays so, which the question says. */
export async function removeOwner(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Remove Owner');
  const target = await spaceTarget(app, argument, title);
  requireOwner(target);
  const { project, space } = target;
  const owner = argument instanceof OwnerNode ? argument.owner : await askOwner(target, title);
  const who = ownerText(owner);
  const detail = [
    owner.key,
    ...(owner.key === project.myKey ? [l10n.t('This is your own key: you will see names only from then on.')] : []),
    l10n.t(
      'The space gets a new data key. Past versions of the file, in git say, stay readable to them: change what must stay secret.',
    ),
  ].join('\n\n');
  await confirm(l10n.t('Remove {0} from the Owners of {1}?', who, space.space), detail, l10n.t('Remove'));
  const { version } = await busy(() => project.store.removeOwner(space.space, owner.key));
  await done(app, l10n.t('{0} is no Owner of {1} any more (version {2}).', who, space.space, version));
}

function askOwner({ project, space }: SpaceTarget, title: string): Promise<Recipient> {
  const owners = project.access.get(space.space)?.owners ?? [];
  const choices = owners.map((owner) => ({
    label: owner.name ?? owner.key,
    description: owner.key === project.myKey ? l10n.t('you') : '',
    detail: owner.key,
    value: owner,
  }));
  return pick(choices, { title, placeholder: l10n.t('Which Owner of {0}?', space.space) });
}

import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { askText } from '../dialogs/ask-text.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { checkName } from '../names.ts';
import { type Project } from '../projects.ts';
import { spaceId } from '../trees/nodes/space.ts';

/** Add Space. */
export async function addSpace(app: App, argument: unknown): Promise<void> {
  requireTrust();
  await addSpaceTo(app, await projectTarget(app, argument));
}

/** Asks for a name and adds the space; returns the name. */
export async function addSpaceTo(app: App, project: Project): Promise<string> {
  const present = project.catalog.spaces.map(({ space }) => space);
  const space = await askText({
    title: l10n.t('Add Space'),
    prompt: l10n.t('A space is an environment that your flows are deployed in, with its own set of secrets.'),
    placeholder: l10n.t('For example: Acme - Ingest - DEV'),
    check: (text) => checkName(text, present),
  });
  await app.stores.identities.ensure();
  const { version } = await project.store.addSpace(space);
  await done(app, l10n.t('Added space {0} (version {1}).', space, version));
  await app.spaces.reveal(spaceId(project.root, space));
  return space;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type ProjectState } from '../../server/protocol.ts';
import { type App } from '../app.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { type Project } from '../projects.ts';
import { addMissing } from './add-missing.ts';
import { addSpaceTo } from './add-space.ts';
import { plainText, visibleLines } from '../plain-text.ts';

const SHOWN = 15;
/** How long the server may take to notice a new space. */
const COUNTED_WITHIN_MS = 5_000;

type Counted = ProjectState['spaces'][number];

/** Create Store: identity, configuration and folder, the first space, and then the names that the flows use already. */
export async function createStore(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const project = await projectTarget(app, argument);
  if (project.catalog.spaces.length > 0) {
    throw new UserError(l10n.t('{0} has a store already.', project.name), project.state.configFile);
  }
  const space = await makeStore(app, project);
  await offerMissing(app, project.root, space);
}

/** Identity, configuration and folder, and the first space, whose name it returns. */
export async function makeStore(app: App, project: Project): Promise<string> {
  await app.stores.identities.ensure();
  await project.store.create();
  await done(app, l10n.t('Created the store of {0}.', project.name));
  return addSpaceTo(app, app.projects.get(project.root) ?? project);
}

async function offerMissing(app: App, root: string, space: string): Promise<void> {
  const counted = (): Counted | undefined => app.projects.get(root)?.state.spaces.find((one) => one.space === space);
  await app.projects.until(() => counted() !== undefined, COUNTED_WITHIN_MS);
  const missing = counted()?.missing ?? [];
  if (missing.length === 0) return;
  const names = missing.slice(0, SHOWN).map(([key]) => key);
  const rest = missing.length - names.length;
  const detail = [...names, ...(rest > 0 ? [l10n.t('and {0} more', rest)] : [])].join('\n');
  const add = l10n.t('Add the Missing Ones');
  const message = l10n.t('Your flows use {0} secrets that {1} lacks.', missing.length, space);
  const answer = await vscode.window.showInformationMessage(
    plainText(message),
    { modal: true, detail: visibleLines(detail) },
    add,
  );
  if (answer === add) await addMissing(app, { root, space });
}

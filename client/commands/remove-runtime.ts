import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { confirm } from '../dialogs/confirm.ts';
import { pick } from '../dialogs/pick.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { busy } from '../progress.ts';
import { type Project } from '../projects.ts';
import { RuntimeNode } from '../trees/nodes/reader.ts';

/** Remove Runtime: out of all its spaces, which get new data keys, and out of flow-secrets.json. */
export async function removeRuntime(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const title = l10n.t('Remove Runtime');
  const project = await projectTarget(app, argument);
  const name = argument instanceof RuntimeNode ? argument.name : await askRuntime(project, title);
  const spaces = project.config.runtimes.find((runtime) => runtime.name === name)?.spaces ?? [];
  const detail = [
    l10n.t('It opens: {0}. These spaces get new data keys.', spaces.join(', ')),
    l10n.t(
      'Past versions, and credentials that were sealed to it, stay open to it: change those at their provider. The view External Credentials names them from then on.',
    ),
  ].join('\n\n');
  await confirm(l10n.t('Remove the runtime {0}?', name), detail, l10n.t('Remove'));
  await busy(() => project.store.removeRuntime(name));
  await done(app, l10n.t('Removed the runtime {0}.', name));
}

function askRuntime({ config }: Project, title: string): Promise<string> {
  if (config.runtimes.length === 0) throw new UserError(l10n.t('There is no runtime yet (Add Runtime).'));
  const choices = config.runtimes.map(({ name, key, spaces }) => ({
    label: name,
    description: spaces.join(', '),
    detail: key,
    value: name,
  }));
  return pick(choices, { title, placeholder: l10n.t('Which runtime?') });
}

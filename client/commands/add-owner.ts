import * as l10n from '@vscode/l10n';
import { addOwner as nameInConfig } from '../../config/edit-config.ts';
import { type App } from '../app.ts';
import { editConfig } from '../config-file.ts';
import { askText } from '../dialogs/ask-text.ts';
import { runSteps } from '../dialogs/steps.ts';
import { requireOwner, spaceTarget, type SpaceTarget } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { checkName, checkPublicKey, type NameProblem } from '../names.ts';
import { busy } from '../progress.ts';

/** Add Owner: asks for a public key, and a name for it that flow-secrets.json keeps. */
export async function addOwner(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Add Owner');
  const target = await spaceTarget(app, argument, title);
  requireOwner(target);
  const { project, space } = target;
  const draft = { key: '', name: '' };
  await runSteps([
    async (position) => {
      const prompt = l10n.t(
        'The public key that its holder told you. They can then read and change every value of {0}.',
        space.space,
      );
      const check = (text: string): NameProblem | undefined => keyProblem(text.trim(), target);
      const key = await askText({ title, prompt, placeholder: 'age1…', value: draft.key, check }, position);
      draft.key = key.trim();
    },
    async (position) => {
      const { owners } = project.config;
      const known = owners.find(([, key]) => key === draft.key)?.[0] ?? '';
      const others = owners.filter(([, key]) => key !== draft.key).map(([name]) => name);
      draft.name = await askText(
        {
          title,
          prompt: l10n.t('Optional name of the Owner, for flow-secrets.json. It gives no access.'),
          placeholder: l10n.t('For example: Ana'),
          value: draft.name === '' ? known : draft.name,
          check: (text) => (text === '' ? undefined : checkName(text, others)),
        },
        position,
      );
    },
  ]);
  const { version } = await busy(() => project.store.addOwner(space.space, draft.key));
  if (draft.name !== '') await editConfig(project, (text) => nameInConfig(text, draft.name, draft.key));
  const who = draft.name === '' ? draft.key : draft.name;
  await done(app, l10n.t('{0} is an Owner of {1} now (version {2}).', who, space.space, version));
}

function keyProblem(key: string, { project, space }: SpaceTarget): NameProblem | undefined {
  const owners = project.access.get(space.space)?.owners ?? [];
  if (owners.some((owner) => owner.key === key)) {
    return { severity: 'error', message: l10n.t('The holder of this key is an Owner already.') };
  }
  return checkPublicKey(key);
}

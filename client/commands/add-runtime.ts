import * as l10n from '@vscode/l10n';
import { type App } from '../app.ts';
import { createIdentity } from '../../store/identity/identity.ts';
import { saveIdentityFile } from '../../store/identity/save-identity.ts';
import { askText } from '../dialogs/ask-text.ts';
import { pick, pickMany } from '../dialogs/pick.ts';
import { runSteps } from '../dialogs/steps.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { askIdentityFile } from '../identity-file.ts';
import { checkName, checkPublicKey } from '../names.ts';
import { type Project } from '../projects.ts';
import { SpaceNode } from '../trees/nodes/space.ts';

type KeySource = 'paste' | 'make';

/** Add Runtime. */
export async function addRuntime(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const project = await projectTarget(app, argument);
  await addRuntimeTo(app, project, argument instanceof SpaceNode ? [argument.space.space] : []);
}

/** Asks for a name, spaces and key; the runtime can then open those spaces and all credentials sealed from now on. */
export async function addRuntimeTo(app: App, project: Project, picked: readonly string[]): Promise<void> {
  if (project.catalog.spaces.length === 0) {
    throw new UserError(l10n.t('There is no space yet. Add one first (Add Space).'));
  }
  const title = l10n.t('Add Runtime');
  const taken = project.config.runtimes.map(({ name }) => name);
  const draft: { name: string; spaces: readonly string[]; source: KeySource } = {
    name: '',
    spaces: picked,
    source: 'make',
  };
  await runSteps([
    async (position) => {
      const prompt = l10n.t('A runtime is a Node-RED that runs your flows and opens its spaces at run time.');
      const placeholder = l10n.t('For example: edge-dev');
      const check = (text: string): ReturnType<typeof checkName> => checkName(text, taken);
      draft.name = await askText({ title, prompt, placeholder, value: draft.name, check }, position);
    },
    async (position) => {
      const choices = project.catalog.spaces.map(({ space }) => ({
        label: space,
        picked: draft.spaces.includes(space),
        value: space,
      }));
      draft.spaces = await pickMany(choices, { title, placeholder: l10n.t('Which spaces may it open?') }, position);
    },
    async (position) => {
      draft.source = await askSource(title, position);
    },
  ]);
  const key = draft.source === 'paste' ? await askKey(title) : await makeKey(title, draft.name);
  await project.store.addRuntime({ name: draft.name, key, spaces: draft.spaces });
  await done(app, l10n.t('Added runtime {0}.', draft.name));
}

function askSource(title: string, position: Parameters<typeof pick>[2]): Promise<KeySource> {
  return pick<KeySource>(
    [
      {
        label: l10n.t('Make a new identity'),
        detail: l10n.t('It is saved once to a file that you choose, for the runtime, and kept nowhere else.'),
        value: 'make',
      },
      {
        label: l10n.t('Paste the runtime’s public key'),
        detail: l10n.t('It begins with age1.'),
        value: 'paste',
      },
    ],
    { title, placeholder: l10n.t('Which key does the runtime have?') },
    position,
  );
}

async function askKey(title: string): Promise<string> {
  const key = await askText({
    title,
    prompt: l10n.t('The runtime’s public key. It is no secret.'),
    placeholder: 'age1…',
    check: (text) => checkPublicKey(text.trim()),
  });
  return key.trim();
}

async function makeKey(title: string, name: string): Promise<string> {
  const file = await askIdentityFile(title, `${name.replace(/[^\w.-]+/g, '-')}.age-identity.txt`);
  const identity = await createIdentity(file);
  await saveIdentityFile(file, identity);
  return identity.recipient;
}

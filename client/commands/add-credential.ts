import * as l10n from '@vscode/l10n';
import { CREDENTIAL_TYPES } from '../../store/credential-types/registry.ts';
import { type CredentialField, type CredentialType } from '../../store/credential-types/types.ts';
import { type App } from '../app.ts';
import { askText } from '../dialogs/ask-text.ts';
import { pick } from '../dialogs/pick.ts';
import { runSteps } from '../dialogs/steps.ts';
import { projectTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { checkName, type NameProblem } from '../names.ts';
import { type Project } from '../projects.ts';
import { MissingCredentialNode } from '../trees/nodes/missing-credential.ts';
import { credentialId } from '../trees/nodes/credential.ts';
import { addRuntimeTo } from './add-runtime.ts';
import { askFields, customField } from './credential-form.ts';

/** Add Credential. With no runtime registered, Add Runtime comes first: a credential is sealed to runtimes only. */
export async function addCredential(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const asked = await projectTarget(app, argument);
  if (asked.config.runtimes.length === 0) await addRuntimeTo(app, asked, []);
  const project = app.projects.get(asked.root) ?? asked;
  const { name, type } = await askNameAndType(project, wantedName(argument));
  const title = l10n.t('Add {0}: {1}', type.label, name);
  const fields = type.open ? await askCustomFields(title) : type.fields;
  const entered = await askFields(app, { title, fields });
  const input = { name, type: type.id, fields: filled(entered.fields), sealed: [...entered.sealed] };
  await project.store.setCredential(input, { expect: 'absent' });
  await done(app, l10n.t('Added external credential {0}.', name));
  await app.credentials.reveal(credentialId(project.root, name));
}

async function askNameAndType(
  project: Project,
  wanted: string,
): Promise<{ readonly name: string; readonly type: CredentialType }> {
  const title = l10n.t('Add Credential');
  const present = project.catalog.credentials.credentials.map(({ name }) => name);
  const draft: { name: string; type: CredentialType | undefined } = { name: wanted, type: undefined };
  await runSteps([
    async (position) => {
      const choices = CREDENTIAL_TYPES.map((type) => ({ label: type.label, value: type }));
      draft.type = await pick(choices, { title, placeholder: l10n.t('Which service is it for?') }, position);
    },
    async (position) => {
      const prompt = l10n.t('Flows read it as CREDENTIALS["name"].');
      const placeholder = l10n.t('For example: alert-mails');
      const check = (text: string): NameProblem | undefined => checkName(text, present);
      draft.name = await askText({ title, prompt, placeholder, value: draft.name, check }, position);
    },
  ]);
  if (!draft.type) throw new TypeError('The type was asked for');
  return { name: draft.name, type: draft.type };
}

/** A custom credential's fields, each sealed or plain, until the user says that they are all. */
async function askCustomFields(title: string): Promise<readonly CredentialField[]> {
  const fields: CredentialField[] = [];
  for (;;) {
    const present = fields.map(({ name }) => name);
    const name = await askText({
      title,
      prompt:
        fields.length === 0
          ? l10n.t('Name of the first field, as flows read it.')
          : l10n.t('Name of the next field. Leave it blank when these are all: {0}.', present.join(', ')),
      placeholder: l10n.t('For example: token'),
      check: (text) => (text === '' && fields.length > 0 ? undefined : checkName(text, present)),
    });
    if (name === '') return fields;
    const choices = [
      { label: l10n.t('Sealed'), detail: l10n.t('Only the runtimes can read it.'), value: true },
      {
        label: l10n.t('Plain'),
        detail: l10n.t('Everyone can read it. It says where the sealed fields are sent: a change asks for them again.'),
        value: false,
      },
    ];
    const question = { title, placeholder: l10n.t('How is {0} stored?', name) };
    fields.push(customField(name, await pick(choices, question)));
  }
}

function filled(fields: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...fields].filter(([, value]) => value !== '');
}

/** From “missing”, or from a quick fix (server/protocol.ts, AddCredentialArgument). */
function wantedName(argument: unknown): string {
  if (argument instanceof MissingCredentialNode) return argument.name;
  if (typeof argument !== 'object' || argument === null || !('root' in argument && 'name' in argument)) return '';
  return typeof argument.name === 'string' ? argument.name : '';
}

import * as l10n from '@vscode/l10n';
import { credentialTypeOf } from '../../store/credential-types/registry.ts';
import { type App } from '../app.ts';
import { credentialTarget, requireTrust } from '../dialogs/targets.ts';
import { done } from '../done.ts';
import { UserError } from '../errors.ts';
import { askFields, fieldsOf } from './credential-form.ts';

/** Edit Credential: replaces what is entered, keeps what is left blank; a changed destination asks for the sealed again. */
export async function editCredential(app: App, argument: unknown): Promise<void> {
  requireTrust();
  const { project, credential } = await credentialTarget(app, argument, l10n.t('Edit Credential'));
  const present = await project.store.credential(credential.name);
  if (!present) throw new UserError(l10n.t('{0} was deleted meanwhile.', credential.name));
  const type = credentialTypeOf(present.type);
  if (!type) {
    const message = l10n.t('{0} has the type {1}, which this version does not know.', credential.name, present.type);
    throw new UserError(message);
  }
  const title = l10n.t('Edit {0}: {1}', type.label, credential.name);
  const entered = await askFields(app, { title, fields: fieldsOf(type, present), present });
  const { changed } = await project.store.setCredential(
    { name: credential.name, type: type.id, fields: [...entered.fields], sealed: [...entered.sealed] },
    { expect: 'present' },
  );
  if (!changed) throw new UserError(l10n.t('Nothing was entered that differs: {0} is as it was.', credential.name));
  await done(app, l10n.t('Changed external credential {0}.', credential.name));
}

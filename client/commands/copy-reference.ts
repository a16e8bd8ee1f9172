import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type App } from '../app.ts';
import { pick } from '../dialogs/pick.ts';
import { credentialTarget, kindTarget, secretTarget } from '../dialogs/targets.ts';
import { UserError } from '../errors.ts';
import { type Referent } from '../../language/references/write-access.ts';
import { labelledForms } from '../reference-text.ts';
import { plainText } from '../plain-text.ts';
import { FieldNode } from '../trees/nodes/field.ts';

/** Copy Reference: how flows name it, in the form of the place where it goes. */
export async function copyReference(app: App, argument: unknown): Promise<void> {
  const title = l10n.t('Copy Reference');
  const forms = labelledForms(await referentOf(app, argument, title));
  if (forms.length === 0) throw new UserError(l10n.t('No form can spell this name.'));
  const choices = forms.map(({ label, text }) => ({ label, description: text, value: text }));
  const text = await pick(choices, { title, placeholder: l10n.t('Where will you paste it?') });
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(plainText(l10n.t('Copied {0}', text)), 6_000);
}

async function referentOf(app: App, argument: unknown, title: string): Promise<Referent> {
  if ((await kindTarget(app, argument, title)) === 'credential') {
    const { credential } = await credentialTarget(app, argument, title);
    const field = argument instanceof FieldNode ? [{ name: argument.name, index: false }] : [];
    return { root: 'CREDENTIALS', segments: [{ name: credential.name, index: false }, ...field] };
  }
  const { secret, path } = await secretTarget(app, argument, title);
  return { root: 'SECRETS', segments: [{ name: secret.key, index: false }, ...path] };
}

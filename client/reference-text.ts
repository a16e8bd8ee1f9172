import * as l10n from '@vscode/l10n';
import { type PasteTarget, referenceForms } from '../language/references/reference-forms.ts';
import { type Referent } from '../language/references/write-access.ts';

/** The ways to write it, named for people; forms that can't spell the name are left out. */
export function labelledForms(referent: Referent): readonly { readonly label: string; readonly text: string }[] {
  return referenceForms(referent).map(({ target, text }) => ({ label: labelOf(target), text }));
}

function labelOf(target: PasteTarget): string {
  switch (target) {
    case 'function':
      return l10n.t('Function code');
    case 'typed-input':
      return l10n.t('Typed input (global.)');
    case 'jsonata':
      return l10n.t('JSONata');
    case 'mustache':
      return l10n.t('Mustache (template node)');
  }
}

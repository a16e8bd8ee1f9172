import * as l10n from '@vscode/l10n';
import { isRecipient } from '../store/identity/identity.ts';
import { faultOfKey, faultOfName, MAX_NAME_LENGTH, type NameFault } from '../store/files/names.ts';

/** Leaves room for what is put before and behind. */
const MAX_SUGGESTED = MAX_NAME_LENGTH / 2;
const ADVISED = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/;

/** What to say about a name while it is typed: `error` blocks, `advice` does not. */
export interface NameProblem {
  readonly severity: 'error' | 'advice';
  readonly message: string;
}

/** Checks the KEY of a new secret. Keys that `sops` wrote may be anything: they are shown and edited, not made here. */
export function checkKey(key: string, present: readonly string[]): NameProblem | undefined {
  if (key === '') return error(l10n.t('Enter a name, such as MAM_API_KEY.'));
  const fault = faultOfKey(key);
  if (fault === 'form') {
    return error(l10n.t('Use letters, digits and underscores, and begin with a letter or an underscore.'));
  }
  if (fault === 'reserved') return error(l10n.t('“secrets” is the name of the whole set; choose another name.'));
  if (fault === 'length') return error(faultText(fault));
  if (present.includes(key))
    return error(l10n.t('The space has {0} already; choose another name or edit that one.', key));
  if (ADVISED.test(key)) return undefined;
  return advice(l10n.t('Advice: begin with the product, in capitals, such as MAM_API_KEY.'));
}

/** A KEY for what a literal is called where it stands: `apiKey` → `API_KEY`. One that is not present yet. */
export function suggestKey(name: string | undefined, present: readonly string[]): string {
  const words = (name ?? '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase()
    .slice(0, MAX_SUGGESTED);
  const key = words === '' ? '' : faultOfKey(words) === undefined ? words : `KEY_${words}`;
  if (key === '' || !present.includes(key)) return key;
  for (let count = 2; ; count++) if (!present.includes(`${key}_${count}`)) return `${key}_${count}`;
}

/** Checks the name of a space or an external credential (CONTRACTS, Names of spaces and credentials). */
export function checkName(name: string, present: readonly string[]): NameProblem | undefined {
  if (name.trim() === '') return error(l10n.t('Enter a name.'));
  const fault = faultOfName(name);
  if (fault !== undefined) return error(faultText(fault));
  if (present.includes(name)) return error(l10n.t('“{0}” is taken; choose another name.', name));
  return undefined;
}

/** Checks a public key that is pasted; a private one is refused by name. */
export function checkPublicKey(text: string): NameProblem | undefined {
  if (/^age-secret-key-/i.test(text)) {
    return error(l10n.t('This is a PRIVATE key. Remove it, and paste the public one, which begins with age1.'));
  }
  return isRecipient(text) ? undefined : error(l10n.t('Paste a public key (age1…).'));
}

function faultText(fault: NameFault): string {
  switch (fault) {
    case 'length':
      return l10n.t('Use at most {0} characters.', MAX_NAME_LENGTH);
    case 'control':
      return l10n.t('Remove the control characters.');
    case 'blanks':
      return l10n.t('Remove the blanks at the beginning or the end.');
    case 'encrypted':
      return l10n.t('A name can’t begin with “ENC[”: sops marks encrypted values so.');
  }
}

function error(message: string): NameProblem {
  return { severity: 'error', message };
}

function advice(message: string): NameProblem {
  return { severity: 'advice', message };
}

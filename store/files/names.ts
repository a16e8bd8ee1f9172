import { isEncrypted } from '../catalog/space-names.ts';
import { StoreError } from '../store.ts';

const NEW_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** `encrypted_regex: ^secrets$` matches at any depth: this name's times would be encrypted (docs/store-format.md). */
const RESERVED_KEY = 'secrets';
export const MAX_NAME_LENGTH = 200;
/** How much of a refused name a message repeats, in code points. */
const MAX_QUOTED = 40;

/** What is wrong with a KEY that is to be added; the dialogs have their own words for it. */
export type KeyFault = 'length' | 'reserved' | 'form';
/** What is wrong with a name of a space, credential, runtime or field. */
export type NameFault = 'length' | 'control' | 'blanks' | 'encrypted';

const KEY_PROBLEMS: Record<KeyFault, string> = {
  reserved: `"${RESERVED_KEY}" is reserved: it names the part that is encrypted.`,
  length: `A KEY has at most ${MAX_NAME_LENGTH} characters.`,
  form: 'A KEY is letters, digits and _, and does not begin with a digit.',
};

const NAME_PROBLEMS: Record<NameFault, string> = {
  length: `A name has 1 to ${MAX_NAME_LENGTH} characters.`,
  control: 'A name has no control characters.',
  blanks: 'A name has no blanks at its ends.',
  encrypted: 'A name does not begin with ENC[.',
};

/** Undefined when the KEY can be added. Present keys of other forms may be changed. */
export function faultOfKey(key: string): KeyFault | undefined {
  if (key === RESERVED_KEY) return 'reserved';
  if (!NEW_KEY.test(key)) return 'form';
  return key.length > MAX_NAME_LENGTH ? 'length' : undefined;
}

/** Undefined when the name can be used. Characters are Unicode code points. */
export function faultOfName(name: string): NameFault | undefined {
  const length = Array.from(name).length;
  if (length === 0 || length > MAX_NAME_LENGTH) return 'length';
  if (/[\p{Cc}\p{Surrogate}]/u.test(name)) return 'control';
  if (name.trim() !== name) return 'blanks';
  return isEncrypted(name) ? 'encrypted' : undefined;
}

/** @throws StoreError `bad-name` */
export function checkNewKey(key: string): void {
  const fault = faultOfKey(key);
  if (fault === undefined) return;
  throw new StoreError('bad-name', `${quoted(key)} can't be a KEY. ${KEY_PROBLEMS[fault]}`);
}

/** @throws StoreError `bad-name` */
export function checkName(kind: 'space' | 'credential' | 'runtime' | 'field' | 'key path', name: string): void {
  const fault = faultOfName(name);
  if (fault === undefined) return;
  throw new StoreError('bad-name', `${quoted(name)} can't be the name of a ${kind}. ${NAME_PROBLEMS[fault]}`);
}

/** A refused name may be of any length: its beginning tells it. */
function quoted(name: string): string {
  const characters = Array.from(name);
  return JSON.stringify(characters.length > MAX_NAME_LENGTH ? `${characters.slice(0, MAX_QUOTED).join('')}…` : name);
}

import { isEncrypted } from '../catalog/space-names.ts';
import { StoreError } from '../store.ts';

const NEW_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** `encrypted_regex: ^secrets$` matches at any depth: this name's times would be encrypted (facts/sops.md). */
const RESERVED_KEY = 'secrets';
const MAX_LENGTH = 200;

/** Why a KEY can't be added, for people; undefined when it can. Present keys of other forms may be changed. */
function keyProblem(key: string): string | undefined {
  if (key === RESERVED_KEY) return `"${RESERVED_KEY}" is reserved: it names the part that is encrypted.`;
  if (!NEW_KEY.test(key)) return 'A KEY is letters, digits and _, and does not begin with a digit.';
  return undefined;
}

/** Why a name of a space, credential, runtime or owner can't be used, for people; undefined when it can. */
function nameProblem(name: string): string | undefined {
  const length = Array.from(name).length;
  if (length === 0 || length > MAX_LENGTH) return `A name has 1 to ${MAX_LENGTH} characters.`;
  if (/[\p{Cc}\p{Surrogate}]/u.test(name)) return 'A name has no control characters.';
  if (name.trim() !== name) return 'A name has no blanks at its ends.';
  if (isEncrypted(name)) return 'A name does not begin with ENC[.';
  return undefined;
}

/** @throws StoreError `bad-name` */
export function checkNewKey(key: string): void {
  const problem = keyProblem(key);
  if (problem !== undefined) throw new StoreError('bad-name', `${JSON.stringify(key)} can't be a KEY. ${problem}`);
}

/** @throws StoreError `bad-name` */
export function checkName(kind: 'space' | 'credential' | 'runtime' | 'field', name: string): void {
  const problem = nameProblem(name);
  if (problem !== undefined) {
    throw new StoreError('bad-name', `${JSON.stringify(name)} can't be the name of a ${kind}. ${problem}`);
  }
}

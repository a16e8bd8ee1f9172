import { CREDENTIAL_TYPES, credentialTypeOf } from '../credential-types/registry.ts';
import { type CredentialType } from '../credential-types/types.ts';
import { isJsonObject } from '../credential-types/field.ts';
import { type SecretValue } from '../secret-value.ts';
import { type CredentialInput, StoreError } from '../store.ts';
import { destinationOf } from './destination.ts';
import { checkName } from './names.ts';

/** A credential as it stands in the file. */
export interface PresentCredential {
  readonly type: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly sealed: readonly string[];
}

/** What an input makes of a credential. */
export interface PlannedCredential {
  /** All plain fields, blank ones left out. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The values to seal; other sealed fields stay as they are. */
  readonly seal: readonly (readonly [name: string, value: SecretValue])[];
  readonly destination: string;
}

/**
 * Checks an input against its type and what is there, and says what to write. Pure.
 * @throws StoreError `bad-value`, `bad-name` naming the field
 */
export function planCredential(input: CredentialInput, present: PresentCredential | undefined): PlannedCredential {
  const type = typeOf(input, present);
  checkFields(type, input, present);
  const fields = mergedFields(input, present);
  const seal = input.sealed.filter(([, value]) => value.reveal() !== '');
  const destination = destinationOf(type, fields);
  const entered = new Set(seal.map(([name]) => name));
  const kept = (present?.sealed ?? []).filter((name) => !entered.has(name));
  if (present && kept.length > 0 && destination !== destinationOf(type, present.fields)) {
    throw new StoreError(
      'bad-value',
      `Where ${JSON.stringify(input.name)} is sent changes, so enter its secret fields again: ${kept.join(', ')}.`,
    );
  }
  checkRequired(type, input.name, new Set([...fields.map(([name]) => name), ...kept, ...entered]));
  return { fields, seal, destination };
}

function typeOf(input: CredentialInput, present: PresentCredential | undefined): CredentialType {
  const type = credentialTypeOf(input.type);
  if (!type) {
    const known = CREDENTIAL_TYPES.map(({ id }) => id).join(', ');
    throw new StoreError('bad-value', `There is no credential type ${JSON.stringify(input.type)}. Types: ${known}.`);
  }
  if (present && present.type !== type.id) {
    throw new StoreError(
      'bad-value',
      `The type of ${JSON.stringify(input.name)} is ${present.type} and stays so. Remove it and add it again.`,
    );
  }
  return type;
}

function checkFields(type: CredentialType, input: CredentialInput, present: PresentCredential | undefined): void {
  const check = (name: string, sealed: boolean): void => {
    if (type.open) {
      checkName('field', name);
      const other = sealed ? present?.fields.some(([field]) => field === name) : present?.sealed.includes(name);
      if (other) throw new StoreError('bad-value', `The field ${name} is ${sealed ? 'plain' : 'sealed'} and stays so.`);
      return;
    }
    const field = type.fields.find((candidate) => candidate.name === name);
    if (field?.sealed !== sealed) {
      const names = type.fields.filter((candidate) => candidate.sealed === sealed).map((candidate) => candidate.name);
      const kind = sealed ? 'sealed' : 'plain';
      throw new StoreError(
        'bad-value',
        `${type.label} has no ${kind} field ${JSON.stringify(name)}; it has: ${names.join(', ')}.`,
      );
    }
  };
  const all = [...input.fields.map(([name]) => name), ...input.sealed.map(([name]) => name)];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) throw new StoreError('bad-value', `The field ${JSON.stringify(twice)} is given twice.`);
  for (const [name, value] of input.fields) {
    check(name, false);
    checkText(name, value);
    checkChoice(type, name, value);
  }
  for (const [name, value] of input.sealed) {
    check(name, true);
    checkText(name, value.reveal());
    checkJson(type, name, value);
  }
}

/** @throws StoreError `bad-value` where a field that is JSON holds anything else; the message holds no part of it */
export function checkJson({ fields, label }: CredentialType, name: string, value: SecretValue): void {
  const isJson = fields.find((field) => field.name === name)?.json === true;
  if (!isJson || value.reveal() === '' || isJsonObject(value.reveal())) return;
  throw new StoreError('bad-value', `The field ${name} of ${label} is the text of a JSON object, and this is none.`);
}

function checkChoice({ fields, label }: CredentialType, name: string, value: string): void {
  const choices = fields.find((field) => field.name === name)?.choices;
  if (choices === undefined || value.trim() === '' || choices.includes(value)) return;
  throw new StoreError('bad-value', `The field ${name} of ${label} is one of: ${choices.join(', ')}.`);
}

function checkText(field: string, value: string): void {
  if (/\p{Surrogate}/u.test(value)) throw new StoreError('bad-value', `The field ${field} is no valid Unicode text.`);
}

/** The present fields with what was entered; an empty text clears one, and what is sealed now stands in clear no more. */
function mergedFields(
  input: CredentialInput,
  present: PresentCredential | undefined,
): readonly (readonly [name: string, value: string])[] {
  const fields = new Map([...(present?.fields ?? []), ...input.fields]);
  for (const [name, value] of input.sealed) if (value.reveal() !== '') fields.delete(name);
  return [...fields].filter(([, value]) => value.trim() !== '');
}

function checkRequired(type: CredentialType, credential: string, given: ReadonlySet<string>): void {
  const missing = type.fields.filter(({ name, required }) => required && !given.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new StoreError('bad-value', `${JSON.stringify(credential)} (${type.label}) needs: ${names}.`);
  }
  if (type.open && given.size === 0) {
    throw new StoreError('bad-value', `${JSON.stringify(credential)} needs at least one field.`);
  }
}

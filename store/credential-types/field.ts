import { JsonError, parseJson } from '../catalog/json-tree.ts';
import { type CredentialField } from './types.ts';

type Rest = Partial<Pick<CredentialField, 'required' | 'destination' | 'format' | 'json' | 'multiline' | 'choices'>>;

/** A field that anyone who can read the file can read. Optional unless `rest` says so. */
export function plain(name: string, label: string, description: string, rest: Rest = {}): CredentialField {
  return { name, label, description, sealed: false, required: false, destination: false, ...rest };
}

/** A field that only the runtimes can open. Optional unless `rest` says so. */
export function sealed(name: string, label: string, description: string, rest: Rest = {}): CredentialField {
  return { name, label, description, sealed: true, required: false, destination: false, ...rest };
}

/** True for the text of a JSON object: no duplicate names, nothing behind it. */
export function isJsonObject(text: string): boolean {
  try {
    return parseJson(text).kind === 'object';
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}

export const EMAIL = { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$|<[^\s@]+@[^\s@]+\.[^\s@]+>$/, hint: 'name@example.org' };
export const HOST = { pattern: /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, hint: 'host.example.org' };
export const PORT = { pattern: /^\d{1,5}$/, hint: 'a number up to 65535' };
export const PHONE = { pattern: /^\+[1-9]\d{1,14}$/, hint: '+15550100 (E.164)' };
export const PEM = { pattern: /^\s*-----BEGIN [A-Z0-9 ]+-----/, hint: 'PEM text that begins with -----BEGIN' };

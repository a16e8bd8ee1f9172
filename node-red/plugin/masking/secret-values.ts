import { type CredentialEntry } from '../../../language/catalog.ts';
import { type PublishedGlobals } from '../globals.ts';

const DIGITS = 6;

/** What must not be shown: text secrets, the leaves of JSON secrets, the sealed fields of credentials. */
export function secretValues(
  { SECRETS = {}, CREDENTIALS = {} }: PublishedGlobals,
  credentials: readonly CredentialEntry[],
): ReadonlySet<string> {
  const values = new Set<string>();
  addLeaves(SECRETS, values);
  const opened = new Map<string, unknown>(Object.entries(CREDENTIALS));
  for (const { name, sealed } of credentials) {
    const fields = new Map<string, unknown>(Object.entries(opened.get(name) ?? {}));
    for (const field of sealed) addLeaves(fields.get(field), values);
  }
  return values;
}

/** Numbers count by their digits: most short ones are ports and counts. */
function addLeaves(value: unknown, values: Set<string>): void {
  if (typeof value === 'string') values.add(value);
  else if (typeof value === 'number') {
    const text = String(value);
    if (text.replaceAll(/\D/g, '').length >= DIGITS) values.add(text);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) addLeaves(member, values);
  }
}

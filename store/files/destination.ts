import { createHash } from 'node:crypto';
import { type CredentialType } from '../credential-types/types.ts';

/**
 * Says where a credential's sealed values are sent: it is sealed with each of them, so that nobody who can only change
 * the file can send them elsewhere (CONTRACTS, Credential types).
 * @param fields the plain fields that are present, blank ones left out
 * @returns lower-case hex SHA-256 of the JSON text `[type, [name, value], …]`, pairs sorted by UTF-16 code units
 */
export function destinationOf(
  type: CredentialType,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  const marked = new Set(type.fields.filter(({ destination }) => destination).map(({ name }) => name));
  const pairs = fields
    .filter(([name]) => type.open || marked.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return createHash('sha256')
    .update(JSON.stringify([type.id, ...pairs]), 'utf8')
    .digest('hex');
}

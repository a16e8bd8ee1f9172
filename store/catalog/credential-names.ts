import { type CredentialEntry } from '../../language/catalog.ts';
import { credentialTypeOf } from '../credential-types/registry.ts';
import { type JsonNode, type JsonObject, memberOf } from './json-tree.ts';
import { clearText } from './space-names.ts';

/** The file of the external credentials in the store's folder. */
export const CREDENTIALS_FILE = 'credentials.json';

/**
 * The credentials of `credentials.json` by name; no value of a field is looked at.
 * @returns the entries, or for people why the file can't be read whole
 */
export function readCredentialNames(
  document: JsonNode,
): { readonly credentials: readonly CredentialEntry[] } | { readonly problem: string } {
  const credentials = memberOf(document, 'credentials');
  if (credentials?.kind !== 'object') return { problem: 'It has no "credentials" object.' };
  const entries: CredentialEntry[] = [];
  for (const [name, node] of credentials.members) {
    const entry = entryOf(name, node);
    if (!entry)
      return { problem: `The credential ${JSON.stringify(name)} has no readable "type", "fields" or "sealed".` };
    entries.push(entry);
  }
  return { credentials: entries };
}

function entryOf(name: string, node: JsonNode): CredentialEntry | undefined {
  const type = clearText(memberOf(node, 'type'));
  const fields = objectOrAbsent(memberOf(node, 'fields'));
  const sealed = objectOrAbsent(memberOf(node, 'sealed'));
  if (type === undefined || !fields || !sealed) return undefined;
  const createdAt = clearText(memberOf(node, 'created_at'));
  const updatedAt = clearText(memberOf(node, 'updated_at'));
  const renamedFrom = clearText(memberOf(node, 'renamed_from'));
  const renamed = memberOf(node, 'renamed_field');
  const [from, to] = [clearText(memberOf(renamed, 'from')), clearText(memberOf(renamed, 'to'))];
  const present = new Set([...fields.members, ...sealed.members].map(([field]) => field));
  return {
    name,
    type,
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    fields: fields.members.map(([field]) => field),
    sealed: sealed.members.map(([field]) => field),
    blank: fieldsOfType(type).filter((field) => !present.has(field)),
    ...(renamedFrom !== undefined && { renamedFrom }),
    ...(from !== undefined && to !== undefined && { renamedField: { from, to } }),
  };
}

function fieldsOfType(type: string): readonly string[] {
  return credentialTypeOf(type)?.fields.map(({ name }) => name) ?? [];
}

function objectOrAbsent(node: JsonNode | undefined): JsonObject | undefined {
  if (node === undefined) return { kind: 'object', members: [] };
  return node.kind === 'object' ? node : undefined;
}

import path from 'node:path';
import { type CredentialEntry } from '../../language/catalog.ts';
import { CREDENTIALS_FILE, readCredentialNames } from '../catalog/credential-names.ts';
import { JsonError, type JsonNode, parseJsonBytes } from '../catalog/json-tree.ts';
import { readStoreFile } from '../catalog/store-folder.ts';
import { credentialTypeOf } from '../credential-types/registry.ts';
import { credentialDetails, sealedText } from '../files/credentials-document.ts';
import { destinationOf } from '../files/destination.ts';
import { openSealedField } from '../files/sealed-field.ts';
import { StoreError } from '../store.ts';
import { type RuntimeStore } from './open-spaces.ts';
import { toObject } from './to-value.ts';

/** What flows read as CREDENTIALS["name"]: the type and the fields; a sealed one that does not open is undefined. */
type RuntimeCredential = Readonly<Record<string, string | undefined>>;

export interface RuntimeCredentials {
  /** By name, in the file's order. Deeply frozen. */
  readonly credentials: readonly (readonly [name: string, fields: RuntimeCredential])[];
  /** Their names, types and fields. */
  readonly names: readonly CredentialEntry[];
  /** Sealed fields that did not open, for people: the credential, why, and what to do. */
  readonly unopened: readonly { readonly credential: string; readonly problem: string }[];
}

/**
 * Opens the sealed fields of all credentials; binding and destination are checked.
 * @throws StoreError `broken` when credentials.json can't be read; a store without one has no credentials
 */
export async function openCredentials(store: RuntimeStore): Promise<RuntimeCredentials> {
  const file = path.join(store.folder, CREDENTIALS_FILE);
  const document = await readDocument(file, store.root);
  if (!document) return { credentials: [], names: [], unopened: [] };
  const names = readCredentialNames(document);
  if ('problem' in names) throw new StoreError('broken', `${CREDENTIALS_FILE}: ${names.problem}`, file);
  const opened = await Promise.all(names.credentials.map(({ name }) => openCredential(store, document, name)));
  return {
    credentials: opened.map(({ name, fields }) => [name, fields]),
    names: names.credentials,
    unopened: opened.flatMap(({ name, problems }) => problems.map((problem) => ({ credential: name, problem }))),
  };
}

async function readDocument(file: string, root: string): Promise<JsonNode | undefined> {
  const read = await readStoreFile(file, root);
  if (read.kind === 'absent') return undefined;
  if (read.kind === 'problem') throw new StoreError('broken', `${CREDENTIALS_FILE}: ${read.problem}`, file);
  try {
    return parseJsonBytes(read.bytes);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const message = `${CREDENTIALS_FILE} can't be read: ${error.message}. Restore it from version control.`;
    throw new StoreError('broken', message, file);
  }
}

interface Opened {
  readonly name: string;
  readonly fields: RuntimeCredential;
  readonly problems: readonly string[];
}

async function openCredential(store: RuntimeStore, document: JsonNode, name: string): Promise<Opened> {
  const details = credentialDetails(document, name);
  if (!details) return { name, fields: toObject([]), problems: [] };
  const type = credentialTypeOf(details.type);
  const problems = type
    ? []
    : [
        `The credential ${JSON.stringify(name)} has the type ${details.type}, which this version does not know: its sealed fields stay closed. Update the palette module.`,
      ];
  const values: (readonly [string, string | undefined])[] = [['type', details.type], ...details.fields];
  for (const { name: field } of details.sealed) {
    if (!type) {
      values.push([field, undefined]);
      continue;
    }
    try {
      const given = details.fields.filter(([, value]) => value !== '');
      const destination = destinationOf(type, given);
      const armored = sealedText(document, name, field) ?? '';
      const expected = { credential: name, field, destination };
      const value = await openSealedField(armored, store.identities, expected, store.opened);
      values.push([field, value.reveal()]);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      problems.push(error.message);
      values.push([field, undefined]);
    }
  }
  // A custom credential may have a field of the name `type`: it stands before the type.
  return { name, fields: toObject(new Map(values)), problems };
}

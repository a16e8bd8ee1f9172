import { compactJson, JsonError, type JsonNode, memberOf, parseJson, textOf } from '../catalog/json-tree.ts';
import { SopsDocument } from '../files/sops/document.ts';
import { SopsError } from '../files/sops/sops-error.ts';
import { STORE_CODES } from '../files/space-access.ts';
import { type Identity } from '../identity/identity.ts';
import { SecretValue } from '../secret-value.ts';
import { StoreError } from '../store.ts';
import { readDotenv } from './dotenv.ts';

/** A secret as another file has it. */
export interface ImportedSecret {
  readonly key: string;
  readonly kind: 'text' | 'json';
  readonly value: SecretValue;
}

/** What a file holds. */
export interface Import {
  readonly secrets: readonly ImportedSecret[];
  /** Lines of a `.env` file that say nothing that is read, counted from 1. */
  readonly skippedLines: readonly number[];
}

/**
 * The secrets of a `.env` file, a JSON object, or a SOPS file with age (its JSON store): of a space those below `secrets`,
 * of any other document its members; its other stores are refused. JSON texts become text secrets, anything else JSON secrets.
 * @param file for messages
 * @throws StoreError `broken`, `not-owner`, `tampered`; no message holds a value
 */
export async function readImport(file: string, text: string, identities: readonly Identity[]): Promise<Import> {
  const bare = text.replace(/^\uFEFF/, '');
  if (!/^\s*[{[]/.test(bare)) return fromDotenv(file, bare);
  const document = parsed(file, bare);
  const isSops = memberOf(document, 'sops')?.kind === 'object';
  const plain = isSops ? await opened(file, document, identities) : document;
  return { secrets: fromMembers(file, plain), skippedLines: [] };
}

/** What `sops` writes into its YAML and .env stores: read as pairs, it would give ciphertexts and metadata as secrets. */
const OTHER_SOPS_STORE = /^(?:sops:|sops_mac=)/m;

function fromDotenv(file: string, text: string): Import {
  if (OTHER_SOPS_STORE.test(text)) {
    const message = `${file} is a SOPS file that is no JSON. Import what sops decrypt --output-type json makes of it.`;
    throw new StoreError('broken', message, file);
  }
  const { pairs, skippedLines } = readDotenv(text);
  if (pairs.length > 0 || skippedLines.length === 0) {
    const secrets = pairs.map(([key, value]) => ({ key, kind: 'text' as const, value: new SecretValue(value) }));
    return { secrets, skippedLines };
  }
  throw new StoreError('broken', `${file} is neither JSON nor a .env file: no line of it says NAME=value.`, file);
}

function parsed(file: string, text: string): JsonNode {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new StoreError('broken', `${file} can't be read: ${error.message}.`, file);
  }
}

async function opened(file: string, document: JsonNode, identities: readonly Identity[]): Promise<JsonNode> {
  try {
    const plain = (await SopsDocument.open(document, identities)).plain();
    const secrets = memberOf(plain, 'secrets');
    return memberOf(plain, 'space') && secrets ? secrets : plain;
  } catch (error) {
    if (!(error instanceof SopsError)) throw error;
    throw new StoreError(STORE_CODES[error.code], `${file}: ${error.message}`, file);
  }
}

function fromMembers(file: string, node: JsonNode): readonly ImportedSecret[] {
  if (node.kind !== 'object') {
    throw new StoreError('broken', `${file} holds no JSON object: its members would be the secrets.`, file);
  }
  return node.members.map(([key, value]) => {
    const text = textOf(value);
    return text === undefined
      ? { key, kind: 'json', value: new SecretValue(compactJson(value)) }
      : { key, kind: 'text', value: new SecretValue(text) };
  });
}

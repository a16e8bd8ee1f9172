import { armor, Decrypter, Encrypter } from 'age-encryption';
import { type JsonNode, type JsonObject, memberOf, string, textOf } from '../../catalog/json-tree.ts';
import { type Identity } from '../../identity/identity.ts';
import { SopsError } from './sops-error.ts';

const KEY_BYTES = 32;

/** A reader of a document: the data key sealed to one recipient. */
export interface SealedKey {
  readonly recipient: string;
  readonly enc: string;
}

/** The document's readers with age. */
export function ageKeysOf(sops: JsonNode): readonly SealedKey[] {
  const list = memberOf(sops, 'age');
  if (list?.kind !== 'array') return [];
  return list.items.map((item) => {
    const recipient = textOf(memberOf(item, 'recipient'));
    const enc = textOf(memberOf(item, 'enc'));
    if (recipient === undefined || enc === undefined) {
      throw new SopsError('broken', 'A recipient in its "sops" part has no key.');
    }
    return { recipient, enc };
  });
}

/** Kinds of keys besides age that `sops` knows: they are kept, and named when readers are counted. */
const OTHER_KINDS = new Map([
  ['pgp', 'fp'],
  ['kms', 'arn'],
  ['gcp_kms', 'resource_id'],
  ['hckms', 'key_id'],
  ['azure_kv', 'name'],
  ['hc_vault', 'key_name'],
]);

/** Everyone whose key opens the document: `age1…`, or kind and name (`pgp:…`) for keys that are not age's. */
export function readersOf(sops: JsonNode): readonly string[] {
  const others = [...OTHER_KINDS].flatMap(([kind, nameMember]) => {
    const list = memberOf(sops, kind);
    if (list?.kind !== 'array') return [];
    return list.items.map((item) => `${kind}:${textOf(memberOf(item, nameMember)) ?? '?'}`);
  });
  return [...ageKeysOf(sops).map(({ recipient }) => recipient), ...others];
}

/**
 * The document's data key.
 * @throws SopsError `no-key` when none of the identities opens it
 */
export async function unwrapDataKey(sops: JsonNode, identities: readonly Identity[]): Promise<Uint8Array> {
  if (memberOf(sops, 'key_groups') !== undefined) {
    throw new SopsError('unsupported', 'It needs several keys together (key groups); use the sops command for it.');
  }
  const mine = new Set(identities.map(({ recipient }) => recipient));
  const isMine = ({ recipient }: SealedKey): number => (mine.has(recipient) ? 0 : 1);
  // A recipient's text is only a label: another entry may open too, so all are tried, the likely ones first.
  for (const { enc } of [...ageKeysOf(sops)].sort((a, b) => isMine(a) - isMine(b))) {
    const key = await unseal(enc, identities);
    if (key?.length === KEY_BYTES) return key;
  }
  throw new SopsError('no-key', 'No identity here opens it.');
}

/** Decrypts an armored age file; undefined when none of the identities opens it. */
export async function unseal(armored: string, identities: readonly Identity[]): Promise<Uint8Array | undefined> {
  if (identities.length === 0) return undefined;
  try {
    const decrypter = new Decrypter();
    for (const { secret } of identities) decrypter.addIdentity(secret.reveal());
    return await decrypter.decrypt(armor.decode(armored));
  } catch {
    return undefined;
  }
}

/** Seals bytes to all the recipients in one armored age file. */
export async function sealTo(recipients: readonly string[], bytes: Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(bytes));
}

/** The `sops.age` entries of a data key, one file a recipient, members in sops's order. */
export async function wrapDataKey(dataKey: Uint8Array, recipients: readonly string[]): Promise<readonly JsonObject[]> {
  return Promise.all(
    recipients.map(async (recipient) => ({
      kind: 'object' as const,
      members: [
        ['enc', string(await sealTo([recipient], dataKey))] as const,
        ['recipient', string(recipient)] as const,
      ],
    })),
  );
}

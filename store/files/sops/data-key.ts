import { armor, Decrypter, Encrypter } from 'age-encryption';
import {
  type JsonNode,
  type JsonObject,
  memberOf,
  string,
  textOf,
  withMember,
  withoutMember,
} from '../../catalog/json-tree.ts';
import { decryptBytes, encryptBytes } from '../../age-bytes.ts';
import { type Identity } from '../../identity/identity.ts';
import { OpenedKeys } from './opened-keys.ts';
import { RESTORE, SopsError } from './sops-error.ts';

const KEY_BYTES = 32;

/** A reader of a document: the data key sealed to one recipient. */
interface SealedKey {
  readonly recipient: string;
  readonly enc: string;
}

/** The document's readers with age. @throws SopsError `broken` where one has no key */
function ageKeysOf(sops: JsonNode): readonly SealedKey[] {
  return itemsOf(sops, 'age').map((item) => {
    const recipient = textOf(memberOf(item, 'recipient'));
    const enc = textOf(memberOf(item, 'enc'));
    if (recipient === undefined || enc === undefined) {
      throw new SopsError('broken', `A recipient in its "sops" part has no key. ${RESTORE}`);
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
  return [...recipientsOf(sops), ...otherReadersOf(sops)];
}

/** The age recipients, also of a part that is otherwise broken. */
export function recipientsOf(sops: JsonNode): readonly string[] {
  return itemsOf(sops, 'age').flatMap((item) => textOf(memberOf(item, 'recipient')) ?? []);
}

/** The readers whose keys are not age's: kind and name (`pgp:…`). */
function otherReadersOf(sops: JsonNode): readonly string[] {
  return [...OTHER_KINDS].flatMap(([kind, nameMember]) =>
    itemsOf(sops, kind).map((item) => `${kind}:${textOf(memberOf(item, nameMember)) ?? '?'}`),
  );
}

/**
 * The part with its only key group where keys stand without groups, which is how `sops` writes one group (stores.go,
 * ToInternal): keys at the top hide all groups.
 */
export function ungrouped(sops: JsonObject): JsonObject {
  if (['age', ...OTHER_KINDS.keys()].some((kind) => itemsOf(sops, kind).length > 0)) {
    return withoutMember(sops, 'key_groups');
  }
  const [group, second] = itemsOf(sops, 'key_groups');
  if (group?.kind !== 'object' || second) return sops;
  return group.members.reduce(
    (object, [kind, keys]) => withMember(object, kind, keys),
    withoutMember(sops, 'key_groups'),
  );
}

function itemsOf(node: JsonNode, name: string): readonly JsonNode[] {
  const list = memberOf(node, name);
  return list?.kind === 'array' ? list.items : [];
}

/**
 * The document's data key.
 * @param sops `ungrouped`
 * @param opened keys that were opened before, where a caller keeps them
 * @throws SopsError `no-key` when none of the identities opens it, `tampered` when one of them should,
 *   `unsupported` when no single one of age could
 */
export async function unwrapDataKey(
  sops: JsonNode,
  identities: readonly Identity[],
  opened = new OpenedKeys(),
): Promise<Uint8Array> {
  if (itemsOf(sops, 'key_groups').length > 0) {
    throw new SopsError('unsupported', 'It needs several keys together (key groups); use the sops command for it.');
  }
  const others = otherReadersOf(sops);
  if (others.length > 0 && ageKeysOf(sops).length === 0) {
    throw new SopsError(
      'unsupported',
      `It is sealed to ${others.join(', ')} only, which can't be used here. Whoever has such a key lets an age key in with sops rotate --add-age.`,
    );
  }
  const mine = new Set(identities.map(({ recipient }) => recipient));
  const isMine = ({ recipient }: SealedKey): number => (mine.has(recipient) ? 0 : 1);
  // A recipient's text is only a label: another entry may open too, so all are tried, the likely ones first.
  const keys = [...ageKeysOf(sops)].sort((a, b) => isMine(a) - isMine(b));
  for (const { enc } of keys) {
    const known = opened.get(enc, identities);
    if (known) return known;
    const key = await unseal(enc, identities);
    if (key?.length !== KEY_BYTES) continue;
    opened.set(enc, key);
    return key;
  }
  const damaged = keys.find(({ recipient }) => mine.has(recipient));
  if (damaged) {
    const what = `Its data key for ${damaged.recipient} does not open, though that is you: it was changed or damaged.`;
    throw new SopsError('tampered', `${what} ${RESTORE}`);
  }
  throw new SopsError('no-key', 'No identity here opens it.');
}

/** Decrypts an armored age file; undefined when none of the identities opens it. */
export async function unseal(armored: string, identities: readonly Identity[]): Promise<Uint8Array | undefined> {
  if (identities.length === 0) return undefined;
  try {
    const decrypter = new Decrypter();
    for (const { secret } of identities) decrypter.addIdentity(secret.reveal());
    return await decryptBytes(decrypter, armor.decode(armored));
  } catch {
    return undefined;
  }
}

/** Seals bytes to all the recipients in one armored age file. */
export async function sealTo(recipients: readonly string[], bytes: Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encryptBytes(encrypter, bytes));
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

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';
import {
  type JsonNode,
  type JsonObject,
  memberOf,
  string,
  textOf,
  withMember,
  withoutMember,
} from '../../catalog/json-tree.ts';
import { type Identity } from '../../identity/identity.ts';
import { decryptValue, encryptValue } from './cipher.ts';
import { recipientsOf, ungrouped, unwrapDataKey, wrapDataKey } from './data-key.ts';
import { decryptLeaves, encryptLeaves } from './leaves.ts';
import { type OpenedKeys } from './opened-keys.ts';
import { readSettings, type SopsSettings } from './settings.ts';
import { RESTORE, SopsError } from './sops-error.ts';
import { Opening, type Origins, Sealing } from './walk.ts';

/** The version of the format that we write. */
const SOPS_VERSION = '3.13.3';
/** No leaf has this additional data, so none keeps its ciphertext. */
const NOWHERE = '';

/** A document as it is written. */
export interface SealedDocument {
  readonly tree: JsonObject;
  /** See SopsDocument.leaves. */
  readonly leaves: () => string;
}

/** A decrypted document. Whatever prints it by accident shows no value. */
export class SopsDocument {
  /** The `sops` part as it stands, but `ungrouped`. */
  readonly sops: JsonObject;
  readonly settings: SopsSettings;
  readonly #dataKey: Uint8Array;
  readonly #plain: JsonObject;
  readonly #origins: Origins;

  private constructor(
    sops: JsonObject,
    settings: SopsSettings,
    dataKey: Uint8Array,
    plain: JsonObject,
    origins: Origins,
  ) {
    this.sops = sops;
    this.settings = settings;
    this.#dataKey = dataKey;
    this.#plain = plain;
    this.#origins = origins;
  }

  /**
   * Decrypts a document and checks its MAC.
   * @param opened data keys that were opened before, where a caller keeps them
   * @param leaves those of this state of the document, where it was opened or written before
   * @throws SopsError when no identity opens it, it was changed without the key, or it is none
   */
  static async open(
    document: JsonNode,
    identities: readonly Identity[],
    opened?: OpenedKeys,
    leaves?: string,
  ): Promise<SopsDocument> {
    const part = memberOf(document, 'sops');
    if (document.kind !== 'object' || part?.kind !== 'object') {
      throw new SopsError('broken', `It has no "sops" part. ${RESTORE}`);
    }
    const sops = ungrouped(part);
    const settings = readSettings(sops);
    const dataKey = await unwrapDataKey(sops, identities, opened);
    const known = leaves === undefined ? undefined : decryptLeaves(dataKey, leaves, macOf(sops));
    const opening = new Opening(settings, dataKey, known);
    const plain = opening.open(withoutMember(document, 'sops'));
    checkMac(sops, dataKey, opening.mac());
    return new SopsDocument(sops, settings, dataKey, plain, opening.origins);
  }

  /** A new document of ours: `secrets` is encrypted, everything else stands in clear. */
  static async create(recipients: readonly string[]): Promise<SopsDocument> {
    const dataKey = randomBytes(32);
    const sops: JsonObject = {
      kind: 'object',
      members: [
        ['age', { kind: 'array', items: await wrapDataKey(dataKey, recipients) }],
        ['encrypted_regex', string('^secrets$')],
        ['lastmodified', string('')],
        ['mac', string('')],
        ['version', string(SOPS_VERSION)],
      ],
    };
    return new SopsDocument(sops, readSettings(sops), dataKey, { kind: 'object', members: [] }, new Map());
  }

  /** The whole document in clear, without its `sops` part. */
  plain(): JsonObject {
    return this.#plain;
  }

  /** All encrypted leaves of the document as it was opened, in one encrypted text: it spares opening the same document anew most of its time. */
  leaves(): string {
    return encryptLeaves(this.#dataKey, [...this.#origins.values()], macOf(this.sops));
  }

  /** The same document with one more reader. */
  async withRecipient(recipient: string): Promise<SopsDocument> {
    const present = memberOf(this.sops, 'age');
    const items = present?.kind === 'array' ? present.items : [];
    const age: JsonNode = { kind: 'array', items: [...items, ...(await wrapDataKey(this.#dataKey, [recipient]))] };
    const sops = withMember(this.sops, 'age', age);
    return new SopsDocument(sops, this.settings, this.#dataKey, this.#plain, this.#origins);
  }

  /** The same document, which also keeps the ciphertext of leaves that come from `other`, if both have one data key. */
  adopting(other: SopsDocument): SopsDocument {
    if (!timingSafeEqual(this.#dataKey, other.#dataKey)) return this;
    const origins = new Map([...this.#origins, ...other.#origins]);
    return new SopsDocument(this.sops, this.settings, this.#dataKey, this.#plain, origins);
  }

  /**
   * The same content under a new data key, for these age recipients alone: who is left out can't open what is written from now on.
   * Every leaf is encrypted anew, keeping its type. Keys that nothing can be sealed to here would be shut out: see `rotatedFor` in store/files/readers.ts.
   */
  async rotated(recipients: readonly string[]): Promise<SopsDocument> {
    const dataKey = randomBytes(32);
    const age: JsonNode = { kind: 'array', items: await wrapDataKey(dataKey, recipients) };
    const origins = new Map([...this.#origins].map(([leaf, origin]) => [leaf, { ...origin, aad: NOWHERE }] as const));
    return new SopsDocument(withMember(this.sops, 'age', age), this.settings, dataKey, this.#plain, origins);
  }

  /** Hex SHA-256 of the data key: tells two keys apart and nothing more. */
  keyDigest(): string {
    return createHash('sha256').update(this.#dataKey).digest('hex');
  }

  /** The age recipients. */
  recipients(): readonly string[] {
    return recipientsOf(this.sops);
  }

  /**
   * Encrypts the document with new content. Leaves that did not change keep their ciphertext byte for byte.
   * @param lastModified RFC 3339 in seconds; the MAC is tied to it
   */
  seal(plain: JsonObject, lastModified: string): SealedDocument {
    const sealing = new Sealing(this.settings, this.#dataKey, this.#origins);
    const sealed = sealing.seal(plain);
    const mac = encryptValue(this.#dataKey, 'str', Buffer.from(sealing.mac()), lastModified);
    const stamped = withMember(withMember(this.sops, 'lastmodified', string(lastModified)), 'mac', string(mac));
    return {
      tree: withMember(sealed, 'sops', stamped),
      leaves: () => encryptLeaves(this.#dataKey, sealing.leaves, mac),
    };
  }

  toJSON(): string {
    return '[sops document]';
  }
  [inspect.custom](): string {
    return this.toJSON();
  }
}

function checkMac(sops: JsonObject, dataKey: Uint8Array, computed: string): void {
  const tampered = new SopsError(
    'tampered',
    'Its MAC does not fit: it was changed, or values were moved or emptied, without the key. If git or somebody joined two versions of it as text, resolve the merge (flow-secrets resolve-merge); else restore it from version control.',
  );
  const written = macOf(sops);
  if (written === '') throw tampered;
  let expected: Buffer;
  try {
    expected = decryptValue(dataKey, written, textOf(memberOf(sops, 'lastmodified')) ?? '').plain;
  } catch {
    throw tampered;
  }
  const found = Buffer.from(computed);
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) throw tampered;
}

/** The MAC as it is written; empty where there is none. */
function macOf(sops: JsonObject): string {
  return textOf(memberOf(sops, 'mac')) ?? '';
}

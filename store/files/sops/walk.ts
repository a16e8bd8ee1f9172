import { createHash } from 'node:crypto';
import { type JsonMember, type JsonNode, type JsonObject, LEVEL_OF_PARTS, string } from '../../catalog/json-tree.ts';
import { decryptValue, encryptValue } from './cipher.ts';
import { clearBytes } from './clear-bytes.ts';
import { bytesOf, type Leaf, type LeafBytes, leafFrom } from './leaf.ts';
import { type PlainLeaf } from './leaves.ts';
import { type SopsSettings } from './settings.ts';
import { RESTORE, SopsError } from './sops-error.ts';

/** sops.go, MACOnlyEncryptedInitialization: the SHA-256 of `sops`. */
const MAC_ONLY_ENCRYPTED_PREFIX = createHash('sha256').update('sops').digest();

const LEAVES_AT_ONCE = 100;

/** What a decrypted leaf came from, by the node itself. */
export type Origins = ReadonlyMap<JsonNode, Origin>;

interface Origin extends LeafBytes {
  readonly sealed: JsonNode;
  readonly aad: string;
}

/** Where a node stands. */
interface Place {
  /** How many levels below the document. */
  readonly level: number;
  readonly isEncrypted: boolean | undefined;
  /** The names on the way, as additional data of what is encrypted. */
  readonly aad: string;
}

const DOCUMENT: Place = { level: 0, isEncrypted: undefined, aad: '' };

/** Walks a document in its order and counts every leaf in the MAC (facts: sops.go, Encrypt and Decrypt). */
abstract class Walk {
  /** The leaves that are encrypted at rest, in their order. */
  readonly leaves: PlainLeaf[] = [];
  protected readonly settings: SopsSettings;
  protected readonly dataKey: Uint8Array;
  readonly #hash = createHash('sha512');
  #uncounted: Buffer[] = [];

  constructor(settings: SopsSettings, dataKey: Uint8Array) {
    this.settings = settings;
    this.dataKey = dataKey;
    if (settings.macOnlyEncrypted) this.#hash.update(MAC_ONLY_ENCRYPTED_PREFIX);
  }

  mac(): string {
    this.#hash.update(Buffer.concat(this.#uncounted));
    return this.#hash.digest('hex').toUpperCase();
  }

  protected document(node: JsonObject): JsonObject {
    return this.#object(node, DOCUMENT);
  }

  #object(node: JsonObject, { level, isEncrypted, aad }: Place): JsonObject {
    const members = node.members.map(([name, value]): JsonMember => {
      const place = {
        level: level + 1,
        isEncrypted: this.settings.encryptsUnder(isEncrypted, name),
        aad: `${aad}${name}:`,
      };
      return [name, this.#node(value, place)];
    });
    return { kind: 'object', members };
  }

  #node(node: JsonNode, place: Place): JsonNode {
    switch (node.kind) {
      case 'object':
        return this.#counted(node, place) ?? this.#object(node, place);
      case 'array': {
        const below = { ...place, level: place.level + 1 };
        return (
          this.#counted(node, place) ?? { kind: 'array', items: node.items.map((item) => this.#node(item, below)) }
        );
      }
      case 'null':
        return node;
      case 'string':
      case 'number':
      case 'boolean':
        return this.#leaf(node, place);
    }
  }

  /** The node itself where it is a part that stands in clear whole; it is counted then. */
  #counted(node: JsonNode, { level, isEncrypted }: Place): JsonNode | undefined {
    if (isEncrypted === true || level !== LEVEL_OF_PARTS) return undefined;
    const bytes = clearBytes(node, this.settings);
    if (!bytes) return undefined;
    if (!this.settings.macOnlyEncrypted) this.#count(bytes);
    return node;
  }

  #leaf(leaf: Leaf, { isEncrypted, aad }: Place): JsonNode {
    if (isEncrypted !== true) {
      if (!this.settings.macOnlyEncrypted) this.#count(bytesOf(leaf).mac);
      return leaf;
    }
    // An empty text is never encrypted, and gives the MAC no bytes.
    if (leaf.kind === 'string' && leaf.value === '') return leaf;
    const { node, mac } = this.encrypted(leaf, aad);
    this.#count(mac);
    return node;
  }

  /** Counts bytes in the MAC, many leaves at once: each call of the library costs more than its bytes. */
  #count(bytes: Buffer): void {
    this.#uncounted.push(bytes);
    if (this.#uncounted.length < LEAVES_AT_ONCE) return;
    this.#hash.update(Buffer.concat(this.#uncounted));
    this.#uncounted = [];
  }

  /** What becomes of a leaf that is encrypted at rest, and the bytes that the MAC counts for it. */
  protected abstract encrypted(leaf: Leaf, aad: string): { readonly node: JsonNode; readonly mac: Buffer };
}

/** Decrypts every leaf that is encrypted at rest. */
export class Opening extends Walk {
  readonly origins = new Map<JsonNode, Origin>();
  readonly #known: readonly PlainLeaf[] | undefined;

  /** @param known all leaves in clear, where this state of the document was opened before */
  constructor(settings: SopsSettings, dataKey: Uint8Array, known?: readonly PlainLeaf[]) {
    super(settings, dataKey);
    this.#known = known;
  }

  open(document: JsonObject): JsonObject {
    return this.document(document);
  }

  protected encrypted(leaf: Leaf, aad: string): { readonly node: JsonNode; readonly mac: Buffer } {
    if (leaf.kind !== 'string')
      throw new SopsError('tampered', `A value that should be encrypted stands in clear. ${RESTORE}`);
    const decrypted = this.#known?.[this.leaves.length] ?? decryptValue(this.dataKey, leaf.value, aad);
    this.leaves.push(decrypted);
    const { type, plain } = decrypted;
    const opened = leafFrom(type, plain);
    this.origins.set(opened.leaf, { sealed: leaf, aad, type, plain, mac: opened.mac });
    return { node: opened.leaf, mac: opened.mac };
  }
}

/** Encrypts every leaf that is encrypted at rest; leaves that did not change keep their ciphertext. */
export class Sealing extends Walk {
  readonly #origins: Origins;

  constructor(settings: SopsSettings, dataKey: Uint8Array, origins: Origins) {
    super(settings, dataKey);
    this.#origins = origins;
  }

  seal(document: JsonObject): JsonObject {
    return this.document(document);
  }

  protected encrypted(leaf: Leaf, aad: string): { readonly node: JsonNode; readonly mac: Buffer } {
    const origin = this.#origins.get(leaf);
    // A leaf that moved keeps its type: 1.0 is a float that reads as 1.
    const { type, plain, mac } = origin ?? bytesOf(leaf);
    this.leaves.push({ type, plain });
    const node = origin?.aad === aad ? origin.sealed : string(encryptValue(this.dataKey, type, plain, aad));
    return { node, mac };
  }
}

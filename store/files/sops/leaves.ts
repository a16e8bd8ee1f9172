import { decryptValue, encryptValue } from './cipher.ts';
import { type LeafBytes } from './leaf.ts';

/** A leaf in clear, with the type that stands in its ciphertext. */
export type PlainLeaf = Pick<LeafBytes, 'type' | 'plain'>;

/**
 * The leaves of a document in one text, encrypted under the document's own data key: opening the same document again is one decryption
 * instead of one a leaf, of which each takes as long as one of all together. Who has the key and the file can read them there as well;
 * who has no key can't read them here.
 * @param leaves in the document's order
 * @param mac the document's, as it is written: it ties the text to this state of the document
 */
export function encryptLeaves(dataKey: Uint8Array, leaves: readonly PlainLeaf[], mac: string): string {
  const entries = leaves.map(({ type, plain }) => [type, plain.toString('latin1')]);
  return encryptValue(dataKey, 'leaves', Buffer.from(JSON.stringify(entries)), mac);
}

/** @returns undefined where the text is of another state or another key: then each leaf is decrypted by itself */
export function decryptLeaves(dataKey: Uint8Array, text: string, mac: string): readonly PlainLeaf[] | undefined {
  try {
    const { plain } = decryptValue(dataKey, text, mac);
    const entries = JSON.parse(plain.toString()) as readonly (readonly [type: string, bytes: string])[];
    return entries.map(([type, bytes]) => ({ type, plain: Buffer.from(bytes, 'latin1') }));
  } catch {
    return undefined;
  }
}

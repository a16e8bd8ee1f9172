import { decryptValue, encryptValue } from './cipher.ts';
import { type LeafBytes } from './leaf.ts';

/** Ends the list of types and lengths, behind which the leaves stand. */
const END = '\n\n';

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
  const index = leaves.map(({ type, plain }) => `${type} ${plain.length}`).join('\n');
  return encryptValue(
    dataKey,
    'leaves',
    Buffer.concat([Buffer.from(`${index}${END}`), ...leaves.map(({ plain }) => plain)]),
    mac,
  );
}

/** @returns undefined where the text is of another state or another key: then each leaf is decrypted by itself */
export function decryptLeaves(dataKey: Uint8Array, text: string, mac: string): readonly PlainLeaf[] | undefined {
  try {
    const { plain } = decryptValue(dataKey, text, mac);
    const end = plain.indexOf(END);
    let at = end + END.length;
    const lines = end === 0 ? [] : plain.toString('latin1', 0, end).split('\n');
    return lines.map((line) => {
      const [type = '', length] = line.split(' ');
      return { type, plain: plain.subarray(at, (at += Number(length))) };
    });
  } catch {
    return undefined;
  }
}

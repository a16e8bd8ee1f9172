import { type JsonNode } from '../../catalog/json-tree.ts';
import { numberFromSops, sopsNumberOf } from './number.ts';
import { RESTORE, SopsError } from './sops-error.ts';

/** A value of a document as `sops` types it. */
export type Leaf = Exclude<JsonNode, { readonly kind: 'array' | 'object' | 'null' }>;

export interface LeafBytes {
  /** The type that stands in the ciphertext. */
  readonly type: string;
  /** What is encrypted. */
  readonly plain: Buffer;
  /** What the MAC counts: differs from `plain` only in the spelling of numbers and booleans. */
  readonly mac: Buffer;
}

/**
 * The bytes of a value. The text of a number is encrypted as it stands, which `sops` reads too, so that it comes back
 * as it was; the MAC counts it in sops's own spelling.
 */
export function bytesOf(leaf: Leaf): LeafBytes {
  switch (leaf.kind) {
    case 'string': {
      const bytes = Buffer.from(leaf.value, 'utf8');
      return { type: 'str', plain: bytes, mac: bytes };
    }
    case 'boolean': {
      const bytes = Buffer.from(leaf.value ? 'True' : 'False');
      return { type: 'bool', plain: bytes, mac: bytes };
    }
    case 'number': {
      const { type, canonical } = sopsNumberOf(leaf.text);
      return { type, plain: Buffer.from(leaf.text), mac: Buffer.from(canonical) };
    }
  }
}

/** The value that decrypted bytes of this type stand for, with the bytes that the MAC counts. */
export function leafFrom(type: string, plain: Buffer): { readonly leaf: Leaf; readonly mac: Buffer } {
  switch (type) {
    case 'str':
    case 'time':
      return { leaf: { kind: 'string', value: utf8Of(plain) }, mac: plain };
    case 'bytes':
      return { leaf: { kind: 'string', value: plain.toString('base64') }, mac: plain };
    case 'int':
    case 'float': {
      const { text, canonical } = numberFromSops(type, utf8Of(plain));
      return { leaf: { kind: 'number', text }, mac: Buffer.from(canonical) };
    }
    case 'bool': {
      const value = booleanOf(utf8Of(plain));
      return { leaf: { kind: 'boolean', value }, mac: Buffer.from(value ? 'True' : 'False') };
    }
    default:
      throw new SopsError(
        'unsupported',
        `It holds a value of a type that JSON has not (${JSON.stringify(type)}); use the sops command for it.`,
      );
  }
}

/** A byte order mark is part of the value here. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function utf8Of(bytes: Buffer): string {
  return utf8.decode(bytes);
}

/** The spellings of Go's ParseBool. */
function booleanOf(text: string): boolean {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw new SopsError('tampered', `A value that should be true or false is neither. ${RESTORE}`);
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RESTORE, SopsError } from './sops-error.ts';

// AES-256-GCM as `sops` uses it (aes/cipher.go): nonces of 32 bytes, tags of 16.
const NONCE_BYTES = 32;
const TAG_BYTES = 16;
const BASE64 = '[A-Za-z0-9+/]+={0,2}';
const ENCRYPTED = new RegExp(`^ENC\\[AES256_GCM,data:(${BASE64}),iv:(${BASE64}),tag:(${BASE64}),type:([a-z]+)\\]$`);

/** Encrypts one value; `aad` ties it to its place. */
export function encryptValue(key: Uint8Array, type: string, plain: Uint8Array, aad: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  const parts = [data, nonce, cipher.getAuthTag()].map((part) => part.toString('base64'));
  return `ENC[AES256_GCM,data:${parts[0] ?? ''},iv:${parts[1] ?? ''},tag:${parts[2] ?? ''},type:${type}]`;
}

/** @throws SopsError `tampered` when the text is no value of this key at this place */
export function decryptValue(
  key: Uint8Array,
  text: string,
  aad: string,
): { readonly type: string; readonly plain: Buffer } {
  const [, data = '', nonce = '', tag = '', type = ''] = ENCRYPTED.exec(text) ?? [];
  try {
    if (type === '') throw new Error('no encrypted value');
    // The nonce's length is taken from the data, as sops does; a short tag would be easy to forge.
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    decipher.setAAD(Buffer.from(aad, 'utf8'));
    return { type, plain: Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]) };
  } catch {
    // The library's message is dropped: it says nothing that helps people.
    throw new SopsError(
      'tampered',
      `A value does not decrypt: it was changed, moved or damaged without the key. ${RESTORE}`,
    );
  }
}

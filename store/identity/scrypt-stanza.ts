import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type Identity, type Recipient, Stanza } from 'age-encryption';
import { type SecretValue } from '../secret-value.ts';

// The scrypt recipient of age (C2SP age.md, "The scrypt recipient type"). The one of age-encryption derives the key in JavaScript and
// holds the extension host for seconds; node:crypto does it on a thread of its own.

const LABEL = 'age-encryption.org/v1/scrypt';
const SALT_BYTES = 16;
const BLOCK_SIZE = 8;
const KEY_BYTES = 32;
/** What `age -p` chooses: about a second, 256 MiB. */
const WORK_FACTOR = 18;
/** Four times that: a hostile file can't ask for more. */
export const MAX_WORK_FACTOR = 20;
/** Each file has a key of its own, so the nonce is fixed. */
const NONCE = new Uint8Array(12);

/** The passphrase does not open the file. */
export class WrongPassphrase extends Error {}

/** The work factor that a file asks for, as a power of two; undefined where the header is no scrypt one. */
export function workFactorOf(header: string): number | undefined {
  const factor = /^age-encryption\.org\/v1\n-> scrypt \S+ ([1-9][0-9]{0,3})\n/.exec(header)?.[1];
  return factor === undefined ? undefined : Number(factor);
}

/** Opens what a passphrase protects. `unwrapFileKey` throws WrongPassphrase, or Error for a malformed header. */
export function passphraseIdentity(passphrase: SecretValue): Identity {
  return {
    unwrapFileKey: async ([stanza, ...others]) => {
      const [kind, salt, factor] = stanza?.args ?? [];
      if (!stanza || kind !== 'scrypt' || salt === undefined || others.length > 0) throw new Error('no scrypt header');
      const logN = Number(factor);
      if (!(logN >= 1 && logN <= MAX_WORK_FACTOR)) throw new Error('work factor out of range');
      const key = await derive(passphrase, Buffer.from(salt, 'base64'), logN);
      try {
        return chacha20poly1305(key, NONCE).decrypt(stanza.body);
      } catch {
        throw new WrongPassphrase('wrong passphrase');
      }
    },
  };
}

/** Protects by a passphrase; it must be the only recipient of its file. */
export function passphraseRecipient(passphrase: SecretValue, workFactor = WORK_FACTOR): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(SALT_BYTES);
      const body = chacha20poly1305(await derive(passphrase, salt, workFactor), NONCE).encrypt(fileKey);
      return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/, ''), String(workFactor)], body)];
    },
  };
}

function derive(passphrase: SecretValue, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const N = 2 ** logN;
  // scrypt needs 128 · N · r bytes, and a little for its blocks.
  const options = { N, r: BLOCK_SIZE, p: 1, maxmem: 128 * (N + 64) * BLOCK_SIZE };
  const labelled = Buffer.concat([Buffer.from(LABEL), salt]);
  return new Promise((resolve, reject) => {
    scrypt(passphrase.reveal(), labelled, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

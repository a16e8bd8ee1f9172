import { createHash } from 'node:crypto';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { decryptBytes, encryptBytes } from '../age-bytes.ts';
import { type SecretValue } from '../secret-value.ts';
import { type ParsedIdentities, parseIdentities } from './identity.ts';
import {
  MAX_WORK_FACTOR,
  passphraseIdentity,
  passphraseRecipient,
  workFactorOf,
  WrongPassphrase,
} from './scrypt-stanza.ts';

const BINARY = 'age-encryption.org/';
const ARMORED = '-----BEGIN AGE ENCRYPTED FILE-----';
/** More than the header of a file with one recipient. */
const HEADER_BYTES = 512;

/** A list of identities that a passphrase protects: an age file, as `age -p` makes it of a keys file. */
export interface ProtectedFile {
  /** Where it was found, for people. */
  readonly origin: string;
  /** The age file without armor. */
  readonly bytes: Uint8Array;
}

/** True for an age file, whatever opens it: armored or binary. */
export function isAgeFile(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, HEADER_BYTES)).toString('latin1');
  return start.startsWith(BINARY) || start.trimStart().startsWith(ARMORED);
}

/**
 * Reads an age file's header; nothing is opened.
 * @throws Error that says, behind the file's name, why no passphrase can open it here
 */
export function readProtectedFile(bytes: Uint8Array, origin: string): ProtectedFile {
  const file = withoutArmor(bytes);
  const factor = workFactorOf(Buffer.from(file.subarray(0, HEADER_BYTES)).toString('latin1'));
  if (factor === undefined) throw new Error('is an age file that no passphrase opens; make it with age -p.');
  if (factor > MAX_WORK_FACTOR) {
    throw new Error(`asks for more work than is done here (scrypt 2^${factor}, at most 2^${MAX_WORK_FACTOR}).`);
  }
  return { origin, bytes: file };
}

function withoutArmor(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.startsWith(BINARY)) return bytes;
  try {
    return armor.decode(text.trim());
  } catch {
    throw new Error('is a damaged age file; restore it from a copy.');
  }
}

/**
 * What a passphrase protects.
 * @throws WrongPassphrase, or Error (without any of the text) when the file is damaged
 */
export async function openProtectedFile(file: ProtectedFile, passphrase: SecretValue): Promise<ParsedIdentities> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(passphrase));
  try {
    return await parseIdentities(Buffer.from(await decryptBytes(decrypter, file.bytes)).toString('utf8'), file.origin);
  } catch (error) {
    if (error instanceof WrongPassphrase) throw error;
    throw new Error(`${file.origin} is a damaged age file; restore it from a copy.`, { cause: error });
  }
}

/** An armored age file that a passphrase opens. */
export async function protect(text: string, passphrase: SecretValue, workFactor?: number): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, workFactor));
  return `${armor.encode(await encryptBytes(encrypter, Buffer.from(text, 'utf8'))).trimEnd()}\n`;
}

/**
 * What was opened in this process until it is locked again: identities only, in memory only, never a passphrase.
 * A file that changes is locked anew.
 */
export class OpenedFiles {
  readonly #opened = new Map<string, ParsedIdentities>();

  get(file: ProtectedFile): ParsedIdentities | undefined {
    return this.#opened.get(digestOf(file));
  }

  set(file: ProtectedFile, identities: ParsedIdentities): void {
    this.#opened.set(digestOf(file), identities);
  }

  /** @throws WrongPassphrase, or Error when the file is damaged */
  async open(file: ProtectedFile, passphrase: SecretValue): Promise<void> {
    this.set(file, await openProtectedFile(file, passphrase));
  }

  clear(): void {
    this.#opened.clear();
  }
}

/** Two sources may be one file. */
export function digestOf({ bytes }: ProtectedFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}

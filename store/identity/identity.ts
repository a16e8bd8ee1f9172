import { createHash } from 'node:crypto';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SecretValue } from '../secret-value.ts';

/** A private key that opens what is sealed to its recipient. */
export interface Identity {
  /** The public key, `age1…`. */
  readonly recipient: string;
  /** `AGE-SECRET-KEY-…` */
  readonly secret: SecretValue;
  /** Where it was found, for people. */
  readonly origin: string;
}

/** A new identity. Always X25519: `age` 1.1 and older tools read no other. */
export async function createIdentity(origin: string): Promise<Identity> {
  return identityOf(await generateX25519Identity(), origin);
}

/** @throws Error (without the text) when it is no age identity */
export async function identityOf(text: string, origin: string): Promise<Identity> {
  return { recipient: await recipientOf(text), secret: new SecretValue(text), origin };
}

/** Public keys by the SHA-256 of their private ones: identities are read anew each time, and a public key takes a millisecond to compute. */
const recipients = new Map<string, string>();

async function recipientOf(text: string): Promise<string> {
  const digest = createHash('sha256').update(text).digest('base64');
  const known = recipients.get(digest);
  if (known !== undefined) return known;
  const recipient = await identityToRecipient(text);
  recipients.set(digest, recipient);
  return recipient;
}

/** What a list of identities held: some, and what could not be used. Never a part of a key. */
export interface ParsedIdentities {
  readonly identities: readonly Identity[];
  readonly problems: readonly string[];
}

/**
 * Reads identities as `sops` does: one a line, `#` comments and empty lines left out.
 * @param severalPerLine true for SOPS_AGE_KEY, which takes several separated by blanks
 */
export async function parseIdentities(text: string, origin: string, severalPerLine = false): Promise<ParsedIdentities> {
  const identities: Identity[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const words = severalPerLine ? line.trim().split(/\s+/) : [line.trim()];
    if (line.trim() === '' || line.startsWith('#')) continue;
    for (const word of words) {
      try {
        identities.push(await identityOf(word, origin));
      } catch {
        problems.push(`${origin}: line ${index + 1} ${faultOf(word)}`);
      }
    }
  }
  return { identities, problems };
}

function faultOf(word: string): string {
  return word.startsWith('AGE-PLUGIN-')
    ? 'is an identity of an age plugin; plugins are not supported, use an X25519 identity (age-keygen).'
    : 'is no age identity (it should begin with AGE-SECRET-KEY-).';
}

export function isPrivateKey(text: string): boolean {
  return /AGE-(SECRET-KEY|PLUGIN)-/i.test(text);
}

/** @returns for people: why a text is no recipient. A private key in its place is not repeated. */
export function recipientFault(text: string): string {
  if (isPrivateKey(text)) {
    return 'That is a PRIVATE key, which nobody else may have: give the public one (age1…). If others saw it, make a new identity.';
  }
  return `${JSON.stringify(text)} is no age public key (age1…) that can be used here.`;
}

/** True for a public key that something can be sealed to here. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

import { type ProtectedFile } from './protected-file.ts';

/** Which sources of identities are locked, for people; undefined where none is. The caller adds how to unlock here. */
export function lockedText(locked: readonly ProtectedFile[]): string | undefined {
  const [first, ...more] = locked.map(({ origin }) => origin);
  if (first === undefined) return undefined;
  if (more.length === 0) return `${first} is protected by a passphrase and locked.`;
  return `${[first, ...more].join(', ')} are protected by passphrases and locked.`;
}

/** Whether a raw text may name a secret or a credential. JSON can hide a letter in an escape: such a text counts too. */
export function mayMention(raw: string): boolean {
  return raw.includes('SECRETS') || raw.includes('CREDENTIALS') || (raw.includes('\\u00') && /\\u00[45]/.test(raw));
}

/** Whether a decoded text may name a secret or a credential; an escape of a script may hide a letter. */
export function mentions(text: string): boolean {
  return (
    text.includes('SECRETS') ||
    text.includes('CREDENTIALS') ||
    (text.includes('\\') && /\\(?:x|u00|u\{0*)[45]/.test(text))
  );
}

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

/** The words without their first letter: a plain search for them is as fast as one for the right names. */
const LOWER_TAILS = ['ecrets', 'redentials'] as const;
/** A name that is read from somewhere has one of these before and behind it; a word of a sentence mostly not. */
const BEFORE = new Set('"\'`.:{ ([$');
const BEHIND = new Set('"\'`.[\\?');

/**
 * Whether a text, raw or decoded, may name secrets or credentials in the wrong case: `global.get("secrets.X")`. A cheap
 * look that finds the usual two ways (`secrets`, `Secrets`); others are found where the text is read anyway.
 */
export function mayMisname(text: string): boolean {
  return LOWER_TAILS.some((tail) => {
    for (let at = text.indexOf(tail); at >= 0; at = text.indexOf(tail, at + tail.length)) {
      if (BEHIND.has(text.charAt(at + tail.length)) && BEFORE.has(text.charAt(at - 2))) return true;
    }
    return false;
  });
}

/** Whether a raw text holds anything for the readers. */
export function isWorthReading(raw: string): boolean {
  return mayMention(raw) || mayMisname(raw);
}

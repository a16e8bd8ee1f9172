import { someWord } from './word-search.ts';

/** Looked for in every text: one expression is three times as fast as a search for each word. */
const MENTION = /SECRETS|CREDENTIALS|\\u00[45]/;

/** Whether a raw text may name a secret or a credential. JSON can hide a letter in an escape: such a text counts too. */
export function mayMention(raw: string): boolean {
  return MENTION.test(raw);
}

/** Whether a decoded text may name a secret or a credential; an escape of a script may hide a letter. */
export function mentions(text: string): boolean {
  return (
    text.includes('SECRETS') ||
    text.includes('CREDENTIALS') ||
    (text.includes('\\') && /\\(?:x|u00|u\{0*)[45]/.test(text))
  );
}

/**
 * A name that is read from somewhere has one of these characters before and behind it; a word of a sentence mostly not.
 * A quote ends no sentence here: "Invalid credentials".
 */
const MISNAMED = /["'`.:[](?:[sS]ecret|[cC]redential)s["'`.[\\?]|[{ ($](?:[sS]ecret|[cC]redential)s[.[?]/;

/**
 * Whether a text (a template, a script) may name secrets or credentials in the wrong case: `global.get("secrets.X")`. A
 * cheap look that finds the usual two ways (`secrets`, `Secrets`); others are found where the text is read anyway.
 */
export function mayMisname(text: string): boolean {
  return MISNAMED.test(text);
}

/**
 * The same in a node, where such a name is the beginning of a context key: of a string in code, or of a tag. Looked at from
 * the word back: a search for what stands before it takes three times as long.
 */
const MISNAMED_KEY =
  /[cC]re(?:ts|dentials)(?<=(?:["'`]|::|global(?:\[\w+\])?\.|\$parent\.)(?:[sS]ecret|[cC]redential)s)["'`.[\\]/;
/** In the raw JSON of the node: a quote may begin a string of code, or a key on its own; a property of the name ends with one. */
const MISNAMED_RAW =
  /[cC]re(?:ts|dentials)(?<=(?:["'`]|::|global(?:\[\w+\])?\.|\$parent\.)(?:[sS]ecret|[cC]redential)s)['`.[\\]/;
/** Without one of these no key leads to the global context. */
const GLOBAL = /global|\$parent/;

/** Whether a string of a node, decoded, may name secrets or credentials in the wrong case. */
export function mayMisnameKey(text: string): boolean {
  return MISNAMED_KEY.test(text) && GLOBAL.test(text);
}

/** Whether a context key, on its own in a typed input, may begin with such a name. */
export function mayMisnameRoot(key: string): boolean {
  return /^(?:#:\(\S+\)::)?(?:[sS]ecret|[cC]redential)s[.[]/.test(key);
}

/**
 * The words of a flow, in the raw JSON of nodes or of records: names, `secret-manager`, `"credential"`, `flow-secrets-ignore`.
 * Each begins with a piece that word-search.ts finds, and is looked for there only.
 */
const WORD_OF_FLOW = new RegExp(
  String.raw`CRE(?:TS|DENTIALS)|\\u00[45]|cre(?:t-manager|ts-ignore|dential")|${MISNAMED_RAW.source}`,
  'y',
);

/** A first look at a raw array: without this it is a flow in which nothing is to be read. */
export function mayConcernFlow(raw: string): boolean {
  return someWord(raw, (offset) => {
    WORD_OF_FLOW.lastIndex = offset;
    return WORD_OF_FLOW.test(raw);
  });
}

/** Whether the raw text of a template or a script holds anything for the readers. */
export function isWorthReading(raw: string): boolean {
  return mayMention(raw) || mayMisname(raw);
}

/** Whether the raw JSON of nodes holds anything for the readers. */
export function isFlowWorthReading(raw: string): boolean {
  return mayMention(raw) || (MISNAMED_RAW.test(raw) && GLOBAL.test(raw));
}

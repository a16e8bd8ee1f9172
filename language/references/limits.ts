/**
 * References in one text (a node, a template, a script) beyond which reading stops: no person writes as many, and reading on
 * would hold everything else up. A document with such a text says so as its problem, so that the delete guard refuses.
 */
export const MAX_REFERENCES = 10_000;

/** A text with more literals is data that somebody wrote as code: the rest is passed over, in time for whoever waits. */
export const MAX_LITERALS = 10_000;

/**
 * UTF-16 units beyond which torn JSON that is no array of nodes is not guessed at: it is parsed as a whole at each
 * keystroke, and a flow of 50 MB is such a text while its first bracket is missing.
 */
export const MAX_GUESSED = 5_000_000;

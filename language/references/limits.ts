/**
 * References in one text (a node, a template, a script) beyond which reading stops: no person writes as many, and reading on
 * would hold everything else up. A document with such a text says so as its problem, so that the delete guard refuses.
 */
export const MAX_REFERENCES = 10_000;

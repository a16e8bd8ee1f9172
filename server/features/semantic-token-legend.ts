export const TOKEN_TYPES = ['variable', 'property'] as const;

/** `secret` and `credential` are ours: package.json gives them the scopes that the grammars use. */
export const TOKEN_MODIFIERS = ['readonly', 'modification', 'secret', 'credential'] as const;

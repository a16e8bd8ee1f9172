import { type CredentialType } from './types.ts';

export const custom: CredentialType = { id: 'custom', label: 'Custom', open: true, fields: [] };

import { plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const mongodb: CredentialType = {
  id: 'mongodb',
  label: 'MongoDB',
  open: false,
  fields: [
    sealed('connectionString', 'Connection string', 'Address with user and password.', {
      required: true,
      format: { pattern: /^mongodb(?:\+srv)?:\/\/\S+$/, hint: 'mongodb://… or mongodb+srv://…' },
    }),
    plain('database', 'Database', 'Database to use when the connection string names none.'),
  ],
};

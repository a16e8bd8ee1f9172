import { EMAIL, HOST, plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const mailgun: CredentialType = {
  id: 'mailgun',
  label: 'Mailgun',
  open: false,
  fields: [
    sealed('apiKey', 'API key', 'Sending or private API key of the Mailgun account.', {
      required: true,
      format: { pattern: /^(?:key-)?[0-9a-f]{8,}(?:-[0-9a-f]+)*$/i, hint: 'key-… or hex-…' },
    }),
    plain('domain', 'Domain', 'Domain that mail is sent from.', { required: true, destination: true, format: HOST }),
    plain('region', 'Region', 'Where the domain is hosted; empty means us.', {
      destination: true,
      choices: ['us', 'eu'],
    }),
    plain('sender', 'Sender', 'Address that mail comes from.', { required: true, format: EMAIL }),
  ],
};

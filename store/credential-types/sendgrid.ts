import { EMAIL, plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const sendgrid: CredentialType = {
  id: 'sendgrid',
  label: 'SendGrid',
  open: false,
  fields: [
    sealed('apiKey', 'API key', 'API key with the right to send mail.', {
      required: true,
      format: { pattern: /^SG\.[\w-]{22}\.[\w-]{43}$/, hint: 'SG.….…' },
    }),
    plain('sender', 'Sender', 'Verified address that mail comes from.', { required: true, format: EMAIL }),
  ],
};

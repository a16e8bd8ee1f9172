import { PHONE, plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const twilio: CredentialType = {
  id: 'twilio',
  label: 'Twilio',
  open: false,
  fields: [
    plain('accountSid', 'Account SID', 'Identifier of the Twilio account.', {
      required: true,
      destination: true,
      format: { pattern: /^AC[0-9a-fA-F]{32}$/, hint: 'AC and 32 hex digits' },
    }),
    sealed('authToken', 'Auth token', 'Token of the Twilio account.', {
      required: true,
      format: { pattern: /^[0-9a-fA-F]{32}$/, hint: '32 hex digits' },
    }),
    plain('from', 'From', 'Number that messages come from.', { format: PHONE }),
  ],
};

import { plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const slack: CredentialType = {
  id: 'slack',
  label: 'Slack',
  open: false,
  fields: [
    sealed('botToken', 'Bot token', 'OAuth token of the Slack app’s bot user.', {
      required: true,
      format: { pattern: /^xoxb-[A-Za-z0-9-]+$/, hint: 'xoxb-…' },
    }),
    plain('channel', 'Channel', 'Channel that messages go to when the flow names none.'),
  ],
};

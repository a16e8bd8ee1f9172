import { sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const slackWebhook: CredentialType = {
  id: 'slack-webhook',
  label: 'Slack webhook',
  open: false,
  fields: [
    sealed('webhookUrl', 'Webhook URL', 'Incoming webhook of the Slack app. Who has it can post, so it is a secret.', {
      required: true,
      format: {
        pattern: /^https:\/\/hooks\.slack\.com\/services\/T[A-Za-z0-9]+\/B[A-Za-z0-9]+\/[A-Za-z0-9]+$/,
        hint: 'https://hooks.slack.com/services/T…/B…/…',
      },
    }),
  ],
};

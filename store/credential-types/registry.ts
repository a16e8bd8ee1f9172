import { awsRedshift } from './aws-redshift.ts';
import { custom } from './custom.ts';
import { googleBigquery } from './google-bigquery.ts';
import { mailgun } from './mailgun.ts';
import { mongodb } from './mongodb.ts';
import { mqtt } from './mqtt.ts';
import { sendgrid } from './sendgrid.ts';
import { slack } from './slack.ts';
import { slackWebhook } from './slack-webhook.ts';
import { theThingsStack } from './the-things-stack.ts';
import { twilio } from './twilio.ts';
import { type CredentialType } from './types.ts';

/** All types, in the order in which a form offers them. A new type is a new file and a line here. */
export const CREDENTIAL_TYPES: readonly CredentialType[] = [
  slack,
  slackWebhook,
  mailgun,
  sendgrid,
  twilio,
  awsRedshift,
  mqtt,
  mongodb,
  theThingsStack,
  googleBigquery,
  custom,
];

export function credentialTypeOf(id: string): CredentialType | undefined {
  return CREDENTIAL_TYPES.find((type) => type.id === id);
}

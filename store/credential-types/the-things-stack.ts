import { plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const theThingsStack: CredentialType = {
  id: 'the-things-stack',
  label: 'The Things Stack',
  open: false,
  fields: [
    plain('server', 'Server', 'Host or address of the cluster.', {
      required: true,
      destination: true,
      format: {
        pattern: /^(?:https?:\/\/|mqtts?:\/\/)?[A-Za-z0-9.-]+(?::\d+)?\/?$/,
        hint: 'eu1.cloud.thethings.network',
      },
    }),
    plain('applicationId', 'Application ID', 'Identifier of the application.', {
      required: true,
      destination: true,
      format: { pattern: /^[a-z0-9](?:-?[a-z0-9]){1,}(?:@[a-z0-9-]+)?$/, hint: 'lower-case letters, digits and -' },
    }),
    sealed('apiKey', 'API key', 'Key with rights on the application.', {
      required: true,
      format: { pattern: /^NNSXS\.[A-Z0-9]+\.[A-Z0-9]+$/, hint: 'NNSXS.….…' },
    }),
  ],
};

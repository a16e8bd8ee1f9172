import { plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const googleBigquery: CredentialType = {
  id: 'google-bigquery',
  label: 'Google BigQuery',
  open: false,
  fields: [
    sealed('serviceAccount', 'Service account', 'The JSON text of the service account’s key file.', {
      required: true,
      multiline: true,
      json: true,
      format: {
        pattern: /^\s*\{[\s\S]*"private_key"[\s\S]*\}\s*$/,
        hint: 'a JSON object with private_key and client_email',
      },
    }),
    plain('projectId', 'Project ID', 'Empty means the project of the service account.', {
      destination: true,
      format: { pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, hint: 'lower-case letters, digits and -' },
    }),
    plain('dataset', 'Dataset', 'Dataset to use when the flow names none.', {
      format: { pattern: /^\w+$/, hint: 'letters, digits and _' },
    }),
  ],
};

import { plain, PORT, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const awsRedshift: CredentialType = {
  id: 'aws-redshift',
  label: 'AWS Redshift',
  open: false,
  fields: [
    plain('host', 'Host', 'Endpoint of the cluster or workgroup.', {
      required: true,
      destination: true,
      format: {
        pattern: /^[A-Za-z0-9.-]+\.redshift(?:-serverless)?\.amazonaws\.com$/,
        hint: '….redshift.amazonaws.com',
      },
    }),
    plain('port', 'Port', 'Empty means 5439.', { destination: true, format: PORT }),
    plain('database', 'Database', 'Name of the database.', { required: true }),
    plain('user', 'User', 'Name of the database user.', { required: true }),
    sealed('password', 'Password', 'Password of the database user.', { required: true }),
  ],
};

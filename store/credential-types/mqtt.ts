import { PEM, plain, sealed } from './field.ts';
import { type CredentialType } from './types.ts';

export const mqtt: CredentialType = {
  id: 'mqtt',
  label: 'MQTT',
  open: false,
  fields: [
    plain('url', 'URL', 'Address of the broker, with its protocol and port.', {
      required: true,
      destination: true,
      format: {
        pattern: /^(?:mqtts?|wss?|tcp|ssl|tls):\/\/[^\s/@]+(?:\/\S*)?$/,
        hint: 'mqtts://broker.example.org:8883',
      },
    }),
    plain('clientId', 'Client ID', 'Empty lets the client choose one.'),
    plain('username', 'User name', 'Name that the broker knows this client by.'),
    sealed('password', 'Password', 'Password of that user.'),
    plain('ca', 'CA certificate', 'Certificate of the authority that the broker’s own is checked against.', {
      destination: true,
      multiline: true,
      format: PEM,
    }),
    plain('cert', 'Client certificate', 'Certificate that the client shows to the broker.', {
      multiline: true,
      format: PEM,
    }),
    sealed('key', 'Client key', 'Private key of the client certificate.', { multiline: true, format: PEM }),
  ],
};

import assert from 'node:assert/strict';
import { CREDENTIAL_TYPES, credentialTypeOf } from '../../store/credential-types/registry.ts';

/** CONTRACTS, Credential types: `S` sealed, `P` plain, `*` required, `→` part of the destination. */
const CONTRACT: Readonly<Record<string, string>> = {
  slack: 'botToken S* · channel P',
  'slack-webhook': 'webhookUrl S*',
  mailgun: 'apiKey S* · domain P*→ · region P→ · sender P*',
  sendgrid: 'apiKey S* · sender P*',
  twilio: 'accountSid P*→ · authToken S* · from P',
  'aws-redshift': 'host P*→ · port P→ · database P* · user P* · password S*',
  mqtt: 'url P*→ · clientId P · username P · password S · ca P→ · cert P · key S',
  mongodb: 'connectionString S* · database P',
  'the-things-stack': 'server P*→ · applicationId P*→ · apiKey S*',
  'google-bigquery': 'serviceAccount S* · projectId P→ · dataset P',
  custom: '',
};

/** Looks like each type's values, and is none. */
const GOOD: Readonly<Record<string, string>> = {
  'slack.botToken': ['xoxb', '1', 'abc'].join('-'),
  'slack-webhook.webhookUrl': 'https://hooks.slack.com/services/' + ['T0', 'B0', 'x'].join('/'),
  'mailgun.apiKey': ['key', '0'.repeat(32)].join('-'),
  'mailgun.domain': 'mg.example.org',
  'mailgun.sender': 'Alerts <alerts@example.org>',
  'sendgrid.apiKey': ['SG', 'a'.repeat(22), 'b'.repeat(43)].join('.'),
  'sendgrid.sender': 'alerts@example.org',
  'twilio.accountSid': 'AC' + '0'.repeat(32),
  'twilio.authToken': '0'.repeat(32),
  'twilio.from': '+15550100',
  'aws-redshift.host': 'c.abc.eu-west-1.redshift.amazonaws.com',
  'aws-redshift.port': '5439',
  'mqtt.url': 'mqtts://broker.example.org:8883',
  'mqtt.ca': '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
  'mqtt.cert': '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
  'mqtt.key': ['-----BEGIN', 'PRIVATE', 'KEY-----\nAA=='].join(' '),
  'mongodb.connectionString': 'mongodb+srv://user:pass@db.example.org/x',
  'the-things-stack.server': 'eu1.cloud.thethings.network',
  'the-things-stack.applicationId': 'my-app-1',
  'the-things-stack.apiKey': ['NNSXS', 'A'.repeat(39), 'B'.repeat(52)].join('.'),
  'google-bigquery.serviceAccount': '{\n "private_key": "x", "client_email": "y" }',
  'google-bigquery.projectId': 'my-project-1',
  'google-bigquery.dataset': 'events_1',
};

describe('credential types', () => {
  it('are those of the contract, with their fields', () => {
    const described = CREDENTIAL_TYPES.map(({ id, fields }) => {
      const words = fields.map(
        (field) =>
          `${field.name} ${field.sealed ? 'S' : 'P'}${field.required ? '*' : ''}${field.destination ? '→' : ''}`,
      );
      return [id, words.join(' · ')];
    });
    assert.deepEqual(Object.fromEntries(described), CONTRACT);
  });

  it('tell forms what to ask for', () => {
    for (const { id, label, fields, open } of CREDENTIAL_TYPES) {
      assert.equal(open, id === 'custom');
      assert.notEqual(label, '');
      for (const field of fields) {
        assert.match(field.label, /\S/);
        assert.match(field.description, /\.$/, `${id}.${field.name}`);
      }
    }
  });

  it('know their formats', () => {
    const formats = CREDENTIAL_TYPES.flatMap(({ id, fields }) =>
      fields.flatMap(({ name, format }) => (format ? [[`${id}.${name}`, format.pattern] as const] : [])),
    );
    assert.deepEqual(formats.map(([name]) => name).sort(), Object.keys(GOOD).sort());
    for (const [name, pattern] of formats) {
      assert.match(GOOD[name]!, pattern, name);
      assert.doesNotMatch('not that!', pattern, name);
    }
  });

  it('are found by id', () => {
    assert.equal(credentialTypeOf('mqtt')?.label, 'MQTT');
    assert.equal(credentialTypeOf('__proto__'), undefined);
  });
});

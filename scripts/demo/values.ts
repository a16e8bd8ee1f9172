import { randomBytes } from 'node:crypto';
import { type Store } from '../../store/store.ts';
import { SecretValue } from '../../store/secret-value.ts';

/** The spaces that examples/newsroom/flow-secrets.json binds its files to. */
export const SPACES = ['Newsroom - Ingest - DEV', 'Newsroom - Ingest - STAGING', 'Newsroom - Ingest - PROD'] as const;
type SpaceName = (typeof SPACES)[number];

/** Fills a new store with the newsroom's spaces, secrets and credentials; every value is made at random. */
export class DemoValues {
  /** All that was made at random so far: tests look for it where it must not be. */
  readonly made: string[] = [];

  async fill(store: Store): Promise<void> {
    for (const space of SPACES) {
      await store.addSpace(space);
      for (const [key, value] of this.#secrets(space)) {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        const kind = typeof value === 'string' ? 'text' : 'json';
        const note = key === 'FTP_PASSWORD' ? 'Of the old agency feed; nothing uses it any more.' : undefined;
        await store.setSecret({ space, key, kind, value: new SecretValue(text), note });
      }
    }
    for (const { sealed, ...credential } of this.#credentials()) {
      await store.setCredential({
        ...credential,
        sealed: sealed.map(([name, value]) => [name, new SecretValue(value)] as const),
      });
    }
  }

  #secrets(space: SpaceName): [key: string, value: string | Record<string, unknown>][] {
    const stage = space.slice(space.lastIndexOf(' ') + 1).toLowerCase();
    const host = (name: string): string => `${name}.${stage}.newsroom.example`;
    const secrets: [string, string | Record<string, unknown>][] = [
      [
        'MAM',
        { url: `https://${host('mam')}/api`, token: this.#random(), timeout: 30000, collections: ['news', 'sport'] },
      ],
      ['DB', { host: host('db'), port: 5432, user: 'newsroom', password: this.#random(), ssl: stage !== 'dev' }],
      [
        'TRANSCODER',
        {
          endpoint: `https://${host('transcoder')}`,
          apiKey: this.#random(),
          profile: { name: 'web-1080p', bitrate: 4500 },
        },
      ],
      ['NEWS_API_KEY', this.#random()],
      ['WEBHOOK_TOKEN', this.#random()],
      ['ARCHIVE_BUCKET', `newsroom-archive-${stage}`],
      ['RUNDOWN_URL', `https://${host('rundown')}`],
      ['ON_CALL_NUMBER', `+1555${String(randomBytes(4).readUInt32BE() % 10_000_000).padStart(7, '0')}`],
      ['FTP_PASSWORD', this.#random()],
    ];
    if (stage !== 'prod') secrets.push(['TICKER_URL', `https://${host('ticker')}/lines/1`]);
    if (stage === 'dev') secrets.push(['LAB_CAMERA_URL', `https://${host('camera')}/snapshot`]);
    return secrets;
  }

  #credentials() {
    // Shapes as the services make them, from random parts.
    const hook = ['T' + letters(8), 'B' + letters(8), this.#random()].join('/');
    return [
      {
        name: 'alert-mails',
        type: 'mailgun',
        fields: [
          ['domain', 'mg.newsroom.example'],
          ['region', 'eu'],
          ['sender', 'alerts@mg.newsroom.example'],
        ] as const,
        sealed: [['apiKey', 'key-' + this.#keep(hex(16))]] as const,
      },
      {
        name: 'on-call-sms',
        type: 'twilio',
        fields: [
          ['accountSid', 'AC' + hex(16)],
          ['from', '+15550100'],
        ] as const,
        sealed: [['authToken', this.#keep(hex(16))]] as const,
      },
      {
        name: 'newsroom-slack',
        type: 'slack-webhook',
        fields: [],
        sealed: [['webhookUrl', `https://hooks.slack.com/services/${hook}`]] as const,
      },
    ];
  }

  #random(): string {
    return this.#keep(randomBytes(18).toString('base64url'));
  }

  #keep(value: string): string {
    this.made.push(value);
    return value;
  }
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

function letters(count: number): string {
  return Array.from(randomBytes(count), (byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[byte % 32]).join('');
}

import { type Catalog } from '../../language/catalog.ts';

/** What a Node-RED that runs DEV publishes. */
export const CATALOG: Catalog = {
  complete: true,
  spaces: [
    {
      space: 'DEV',
      source: 'dev.space.json',
      version: 1,
      createdAt: '',
      updatedAt: '',
      changedBySops: false,
      secrets: [
        { key: 'API_KEY', shape: { kind: 'text' } },
        { key: 'a b', shape: { kind: 'text' } },
        {
          key: 'DB',
          shape: {
            kind: 'object',
            members: [
              ['host', { kind: 'text' }],
              ['x y', { kind: 'array', items: [{ kind: 'text' }] }],
            ],
          },
        },
      ],
    },
  ],
  broken: [],
  credentials: {
    complete: true,
    credentials: [{ name: 'alert mails', type: 'mailgun', fields: ['domain'], sealed: ['apiKey'] }],
  },
};

import assert from 'node:assert/strict';
import { comparisonPage, shortNames } from '../../client/reports/comparison-page.ts';
import { type ReportedProject, unusedPage } from '../../client/reports/unused-page.ts';
import { type TablePage } from '../../client/webview/table-page.ts';
import { isFromTable } from '../../client/webview/table-message.ts';
import { tableHtml } from '../../client/webview/table-html.ts';
import { type Catalog, type Shape, type SpaceCatalog } from '../../language/catalog.ts';
import { type ProjectState } from '../../server/protocol.ts';

const TEXT: Shape = { kind: 'text' };

function space(name: string, secrets: readonly (readonly [string, Shape])[]): SpaceCatalog {
  const at = '2026-11-20T09:30:00Z';
  const entries = secrets.map(([key, shape]) => ({ key, shape }));
  return {
    space: name,
    source: name,
    version: 1,
    createdAt: at,
    updatedAt: at,
    changedBySops: false,
    secrets: entries,
  };
}

function lines({ rows }: TablePage): readonly string[] {
  return rows.map(({ level, name, cells, actions, filters, opens }) =>
    [
      '  '.repeat(level - 1) + name,
      cells.map(({ text }) => text).join(','),
      filters.join(),
      actions.map(({ id }) => id).join(' '),
      opens ? 'opens' : '',
    ].join('|'),
  );
}

const SPACES = [
  space('DEV', [
    ['KEY', TEXT],
    ['IDLE', TEXT],
  ]),
  space('PROD', [['IDLE', { kind: 'object', members: [] }]]),
];
const CATALOG: Catalog = {
  complete: true,
  spaces: SPACES,
  broken: [],
  credentials: { complete: true, credentials: [{ name: 'mail', type: 'mailgun', fields: [], sealed: [] }] },
};
const STATE: ProjectState = {
  root: '/p',
  storeFolder: '/p/secrets',
  complete: true,
  spaces: [
    {
      space: 'DEV',
      uses: [
        ['KEY', 2],
        ['IDLE', 0],
      ],
      dynamic: false,
      missing: [],
      unseen: false,
    },
    { space: 'PROD', uses: [['IDLE', 0]], dynamic: true, missing: [['KEY', 2]], unseen: false },
  ],
  credentials: [['mail', 0]],
  dynamicCredentials: false,
  missingCredentials: [['sms', 1]],
  unseen: false,
  usedSecrets: [],
  unreadable: [],
};
const PROJECT: ReportedProject = {
  root: '/p',
  name: 'p',
  state: STATE,
  catalog: CATALOG,
  access: new Map([['DEV', { role: 'owner' }]]),
};

describe('Unused and Missing', () => {
  it('lists by space what is missing, unused and maybe unused, with what the user may do', () => {
    assert.deepEqual(lines(unusedPage([PROJECT], true).page), [
      'DEV|,|||',
      '  IDLE|unused,text|unused|file delete|',
      'PROD|,|||',
      '  KEY|missing,2 uses|missing||opens',
      '  IDLE|maybe unused,JSON|maybe|file|opens',
      'External Credentials|,|||',
      '  sms|missing,1 use|missing|add|opens',
      '  mail|unused,Mailgun|unused|file delete|',
    ]);
  });

  it('is sure of nothing while a file can’t be read, and says so', () => {
    const unreadable = [{ uri: 'file:///p/flows/torn%20one.json', reason: 'It is torn.' }];
    const { page } = unusedPage([{ ...PROJECT, state: { ...STATE, unreadable } }], true);
    assert.ok(page.rows.every(({ filters }) => !filters.includes('unused')));
    assert.match(page.notes[0] ?? '', /torn one\.json can’t be read/);
  });

  it('calls nothing unused while files are still being read', () => {
    const { page } = unusedPage([{ ...PROJECT, state: { ...STATE, complete: false } }], true);
    assert.deepEqual(
      page.rows.filter(({ level }) => level === 2).map(({ name, filters }) => `${name} ${filters.join()}`),
      ['KEY missing', 'sms missing'],
    );
  });

  it('offers no change in Restricted Mode', () => {
    const ids = unusedPage([PROJECT], false).page.rows.flatMap(({ actions }) => actions.map(({ id }) => id));
    assert.deepEqual([...new Set(ids)], ['file']);
  });

  it('gives each row an id of its own, whatever names are like', () => {
    const names = ['a', '","a', '__proto__', '["a"]'];
    const catalog = {
      ...CATALOG,
      spaces: [
        space(
          'DEV',
          names.map((name) => [name, TEXT] as const),
        ),
      ],
    };
    const uses = names.map((name) => [name, 0] as const);
    const state = { ...STATE, spaces: [{ space: 'DEV', uses, dynamic: false, missing: [], unseen: false }] };
    const { page, targets } = unusedPage([{ ...PROJECT, catalog, state }], true);
    assert.equal(new Set(page.rows.map(({ id }) => id)).size, page.rows.length);
    assert.equal(targets.size, page.rows.length);
  });
});

describe('Compare Spaces', () => {
  const db = (host: Shape): Shape => ({
    kind: 'object',
    members: [
      ['host', host],
      ['port', TEXT],
    ],
  });
  const a = {
    space: space('DEV', [
      ['DB', db(TEXT)],
      ['ONLY', TEXT],
    ]),
    mayWrite: true,
  };
  const b = {
    space: space('PROD', [
      ['DB', db({ kind: 'object', members: [] })],
      ['NEW', TEXT],
    ]),
    mayWrite: false,
  };

  it('shows what each has, where they differ, and what can be done', () => {
    const values = [
      { path: ['DB'], values: 'different' },
      { path: ['DB', 'port'], values: 'equal' },
    ] as const;
    assert.deepEqual(lines(comparisonPage('/p', a, b, values).page), [
      'DB|JSON,JSON,≠ different||find file-a file-b|',
      '  host|text,JSON,not compared|other-kind|find file-a file-b|',
      '  port|text,text,= equal|equal|find file-a file-b|',
      'NEW|missing,text,|only-b|add-a find file-b|',
      'ONLY|text,missing,|only-a|find file-a|',
    ]);
  });

  const names: readonly (readonly [a: string, b: string, shortA: string, shortB: string])[] = [
    ['Acme - Ingest - DEV', 'Acme - Ingest - PROD', 'DEV', 'PROD'],
    ['DEV', 'PROD', 'DEV', 'PROD'],
    ['Acme DEV', 'Acme DEV two', 'DEV', 'DEV two'],
    ['Acme', 'Acme two', 'Acme', 'Acme two'],
  ];
  for (const [nameA, nameB, ...short] of names) {
    it(`calls ${nameA} and ${nameB} ${short.join(' and ')} in columns`, () => {
      assert.deepEqual(shortNames(nameA, nameB), short);
    });
  }

  it('says why values can’t be compared', () => {
    const { page } = comparisonPage('/p', a, b, { problem: 'You are not an Owner.' });
    assert.deepEqual(page.notes, ['Values can’t be compared: You are not an Owner.']);
    assert.match(lines(page)[0] ?? '', /not compared/);
  });
});

describe('the page of a table', () => {
  it('lets nothing load but its own script and style', () => {
    const html = tableHtml({ nonce: 'N', cspSource: 'SELF', script: 's"><b>', style: 'c', language: 'en' });
    assert.match(html, /default-src &#39;none&#39;; style-src SELF; script-src &#39;nonce-N&#39;/);
    assert.ok(!html.includes('<b>'));
    assert.doesNotMatch(html, / on\w+=|style=/);
  });

  const messages: readonly (readonly [message: unknown, isOne: boolean])[] = [
    [{ type: 'ready' }, true],
    [{ type: 'open', row: 'r' }, true],
    [{ type: 'go', row: 'r', place: '0' }, true],
    [{ type: 'go', row: 'r' }, false],
    [{ type: 'do', action: 'a' }, true],
    [{ type: 'do', action: 'a', row: 1 }, false],
    [{ type: 'toString' }, false],
    [null, false],
    ['ready', false],
  ];
  for (const [message, isOne] of messages) {
    it(`${isOne ? 'takes' : 'refuses'} ${JSON.stringify(message)}`, () => {
      assert.equal(isFromTable(message), isOne);
    });
  }
});

import assert from 'node:assert/strict';
import { type Catalog } from '../../../language/catalog.ts';
import { credentialRows, type Row, secretRows } from '../../../node-red/editor/sidebar/rows.ts';
import { Uses } from '../../../node-red/editor/uses.ts';

const CATALOG: Catalog = {
  complete: true,
  broken: [],
  spaces: [
    {
      space: 'DEV',
      source: 'dev.space.json',
      version: 1,
      createdAt: '',
      updatedAt: '',
      changedBySops: false,
      secrets: [
        { key: 'API_KEY', shape: { kind: 'text' }, kind: 'text', note: 'of the shop' },
        {
          key: 'DB',
          kind: 'json',
          shape: {
            kind: 'object',
            members: [
              ['__proto__', { kind: 'text' }],
              ['hosts', { kind: 'array', items: [{ kind: 'object', members: [['name', { kind: 'text' }]] }] }],
            ],
          },
        },
      ],
    },
  ],
  credentials: {
    complete: true,
    credentials: [{ name: 'mails', type: 'mailgun', fields: ['domain'], sealed: ['apiKey'] }],
  },
};

const FLOWS = [
  { id: 'tab', type: 'tab', label: 'Orders' },
  { id: 'a', type: 'function', z: 'tab', name: 'Ask', func: 'return global.get("SECRETS.DB.hosts[0].name")' },
  {
    id: 'b',
    type: 'function',
    z: 'tab',
    name: '',
    func: 'const c = global.get("CREDENTIALS"); return c["mails"].apiKey',
  },
];

function words(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => {
    const text = 'label' in row ? row.label : 'text' in row ? row.text : '';
    return `${' '.repeat(row.level - 1)}${row.kind} ${text}${'uses' in row ? ` ${row.uses}` : ''}`;
  });
}

describe('rows of the sidebar', () => {
  const uses = new Uses();
  before(() => {
    uses.update(FLOWS);
  });

  it('name each secret with the number of its uses', () => {
    const rows = secretRows(CATALOG, uses, { filter: '', expanded: new Set() });
    assert.deepEqual(words(rows), ['secret API_KEY 0', 'secret DB 1']);
  });

  it('name paths and uses below what is open', () => {
    const rows = secretRows(CATALOG, uses, { filter: '', expanded: new Set(idsOf('DB')) });
    assert.deepEqual(words(rows).slice(1), [
      'secret DB 1',
      ' path DB.__proto__',
      ' path DB.hosts',
      ' path DB.hosts[0]',
      ' path DB.hosts[0].name',
      ' use Orders › Ask',
    ]);
  });

  it('name the fields of a credential and who uses it', () => {
    const closed = credentialRows(CATALOG, uses, { filter: '', expanded: new Set() });
    const rows = credentialRows(CATALOG, uses, { filter: '', expanded: new Set(closed.map(({ id }) => id)) });
    const expected = ['credential mails 1', ' field domain', ' sealed apiKey', ' use Orders › function'];
    assert.deepEqual(words(rows), expected);
  });

  it('show the ways to write one below it', () => {
    const [copying] = idsOf('API_KEY');
    const rows = secretRows(CATALOG, uses, { filter: '', expanded: new Set(), ...(copying && { copying }) });
    assert.deepEqual(words(rows).slice(0, 3), [
      'secret API_KEY 0',
      ' form global.get("SECRETS.API_KEY")',
      ' form SECRETS.API_KEY',
    ]);
  });

  for (const [filter, expected] of [
    ['api', ['API_KEY']],
    ['SHOP', ['API_KEY']],
    ['hosts', ['DB']],
    ['nothing', []],
  ] as const) {
    it(`are found by ${filter}`, () => {
      const rows = secretRows(CATALOG, uses, { filter, expanded: new Set() });
      assert.deepEqual(
        rows.map((row) => ('label' in row ? row.label : '')),
        expected,
      );
    });
  }

  function idsOf(key: string): readonly string[] {
    const rows = secretRows(CATALOG, uses, { filter: '', expanded: new Set() });
    return rows.filter((row) => 'label' in row && row.label === key).map(({ id }) => id);
  }
});

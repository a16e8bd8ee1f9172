import assert from 'node:assert/strict';
import { confirmationDetail, ownersText, shortKey } from '../../client/recipient-text.ts';
import { statusText } from '../../client/status-text.ts';
import {
  credentialDescription,
  credentialTooltip,
  readersText,
  runtimeTooltip,
  sealedDescription,
  sealedState,
  sealedTooltip,
  secretDescription,
  secretTooltip,
  spaceDescription,
  spaceTooltip,
  usesText,
} from '../../client/trees/texts.ts';
import { type SecretEntry, type SpaceCatalog } from '../../language/catalog.ts';
import { type FileState } from '../../server/protocol.ts';

const TEXT: SecretEntry = { key: 'API_KEY', shape: { kind: 'text' } };
const JSON_SECRET: SecretEntry = { key: 'DB', shape: { kind: 'object', members: [] } };
const SPACE: SpaceCatalog = {
  space: 'DEV',
  source: '/p/secrets/dev.space.json',
  version: 12,
  createdAt: '2026-11-01T08:00:00Z',
  updatedAt: '2026-11-20T09:30:00Z',
  changedBySops: false,
  secrets: [TEXT, JSON_SECRET],
};
const KEY = `age1${'q'.repeat(58)}`;

describe('rows', () => {
  it('say version and number of secrets of a space', () => {
    assert.equal(spaceDescription(SPACE), 'v12 · 2 secrets');
    assert.equal(spaceDescription({ ...SPACE, secrets: [TEXT] }), 'v12 · 1 secret');
  });

  it('say kind and uses of a secret', () => {
    assert.equal(secretDescription(TEXT, 3, false), 'text · 3 uses');
    assert.equal(secretDescription(JSON_SECRET, 1, false), 'JSON · 1 use');
    assert.equal(secretDescription(TEXT, 0, false), 'text · unused');
    assert.equal(secretDescription(TEXT, 0, true), 'text · maybe unused');
    assert.equal(secretDescription(TEXT, undefined, false), 'text · counting uses…');
  });

  it('say type, date and uses of a credential', () => {
    const credential = { name: 'mails', type: 'mailgun', createdAt: 'nonsense', fields: [], sealed: [] };
    assert.equal(credentialDescription(credential, 'Mailgun', usesText(2, false)), 'Mailgun · unknown · 2 uses');
    // Whole in the tooltip too: a narrow row hides its end.
    assert.match(
      credentialTooltip(credential, 'Mailgun', usesText(2, false)),
      /^mails · 2 uses\nType: Mailgun\nCreated at: unknown/,
    );
  });

  it('tell version, times and role in a space’s tooltip', () => {
    const tooltip = spaceTooltip(SPACE, { role: 'owner', news: {}, owners: ['Ana'], issuedAt: '2026-11-21T00:00:00Z' });
    assert.match(
      tooltip,
      /Version: 12\nSecrets: 2\nCreated at: .+\nUpdated at: .+\nIssued at: .+\nRole: Owner\nOwners: Ana$/,
    );
    const names = spaceTooltip(
      { ...SPACE, changedBySops: true },
      { role: 'names', reason: 'No key.', news: {}, owners: [] },
    );
    assert.match(names, /Role: names only\. No key\.\nChanged by sops/);
  });

  it('begin a space’s tooltip with what is wrong', () => {
    const facts = { role: 'owner', owners: [], news: { warning: 'An old revision was put back.' } } as const;
    assert.match(spaceTooltip(SPACE, facts), /^DEV\nAn old revision was put back\. Accept This State .+\nVersion/);
    const noted = { role: 'owner', owners: [], news: { note: 'It came with commit a.' } } as const;
    assert.match(spaceTooltip(SPACE, noted), /^DEV\nIt came with commit a\. Accept This State .+\nVersion/);
  });

  it('count who reads a space', () => {
    assert.equal(readersText(1, 0), '1 Owner · 0 runtimes');
    assert.equal(readersText(2, 1), '2 Owners · 1 runtime');
  });

  it('tell which spaces a runtime opens, and which it should', () => {
    const runtime = { name: 'edge', key: KEY, spaces: ['DEV', 'PROD'] };
    assert.equal(runtimeTooltip(runtime, 'DEV', true), `edge\n${KEY}\nOpens: DEV, PROD`);
    assert.match(runtimeTooltip(runtime, 'DEV', false), /lists it for DEV, which it can’t open/);
  });

  it('say of a sealed field what has to be done, as the runtimes are now', () => {
    const [old, present, late] = ['age1old', 'age1present', 'age1late'];
    const runtimes = [
      { name: 'edge', key: present, spaces: [] },
      { name: 'late', key: late, spaces: [] },
    ];
    const cases = [
      [[present, late], 'sealed', /^Sealed to edge, late: nobody can read it back\.$/],
      [[present], 'enter again for late', /\nThe runtime late can’t open it: enter it again/],
      [
        [present, late, old],
        'change at its provider',
        /\nage1old, which is no runtime any more, can open it: change it/,
      ],
      [[old], 'enter again for edge, late · change at its provider', /^Sealed: nobody can read it back\.\n.+\n.+$/],
    ] as const;
    for (const [sealedTo, description, tooltip] of cases) {
      assert.equal(sealedDescription(sealedState(sealedTo, runtimes)), description);
      assert.match(sealedTooltip(sealedTo, runtimes), tooltip);
    }
  });

  it('show a note', () => {
    assert.match(secretTooltip({ ...TEXT, note: 'From Ben' }), /Note: From Ben$/);
    assert.doesNotMatch(secretTooltip({ ...TEXT, note: '' }), /Note/);
  });
});

describe('recipients', () => {
  it('are named where a name is known, whole where it is not', () => {
    assert.deepEqual(ownersText([{ key: KEY, name: 'Ana', origin: 'x' }]), [`Ana (${shortKey(KEY)})`]);
    assert.deepEqual(ownersText([{ key: KEY, origin: 'x' }]), [KEY]);
  });

  it('are shown in full where they are confirmed', () => {
    const detail = confirmationDetail([{ key: KEY, name: 'edge-dev', origin: 'flow-secrets.json' }]);
    assert.equal(detail, `edge-dev\n${KEY}\nfrom flow-secrets.json`);
  });
});

describe('the language status item', () => {
  const state: FileState = {
    relevant: true,
    kind: 'flow',
    scope: 'bound',
    spaces: ['DEV', 'PROD'],
    catalog: 'complete',
  };

  it('names the spaces of the file, or says that it has no binding', () => {
    assert.equal(statusText(state).text, 'DEV, PROD');
    assert.equal(statusText({ ...state, scope: 'unbound', spaces: [] }).text, 'No binding');
    assert.equal(statusText({ ...state, scope: 'all', spaces: [] }).text, 'All spaces');
  });

  it('writes what the names begin with once', () => {
    const text = (...spaces: readonly string[]): string => statusText({ ...state, spaces }).text;
    assert.equal(text('Acme - Ingest - DEV', 'Acme - Ingest - PROD'), 'Acme - Ingest - DEV, PROD');
    assert.equal(text('DEV', 'DEV 2'), 'DEV, DEV 2');
    assert.equal(text('PROD', 'PRE'), 'PROD, PRE');
    assert.equal(text('Acme - DEV'), 'Acme - DEV');
  });

  it('warns while the catalog is not complete', () => {
    assert.equal(statusText(state).warning, false);
    const broken = statusText({ ...state, catalog: 'incomplete', problem: 'dev.space.json is torn.' });
    assert.deepEqual([broken.warning, broken.detail], [true, 'dev.space.json is torn.']);
  });
});

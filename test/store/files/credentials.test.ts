import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parseJson } from '../../../store/catalog/json-tree.ts';
import { destinationOf } from '../../../store/files/destination.ts';
import { credentialTypeOf } from '../../../store/credential-types/registry.ts';
import { sealedText } from '../../../store/files/credentials-document.ts';
import { openSealedField } from '../../../store/files/sealed-field.ts';
import { createIdentity, type Identity } from '../../../store/identity/identity.ts';
import { SecretValue } from '../../../store/secret-value.ts';
import { type CredentialInput } from '../../../store/store.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { ALLOW, TestStore } from '../../support/store.ts';

type Pairs = Readonly<Record<string, string>>;

function input(name: string, type: string, fields: Pairs, sealed: Pairs = {}): CredentialInput {
  return {
    name,
    type,
    fields: Object.entries(fields),
    sealed: Object.entries(sealed).map(([field, value]) => [field, new SecretValue(value)] as const),
  };
}

const MAIL = { domain: 'mg.example.org', sender: 'alerts@example.org' };

describe('credentials of a files store', () => {
  let test: TestStore;
  let runtime: Identity;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    runtime = await createIdentity('runtime');
    await test.store.addRuntime({ name: 'edge', key: runtime.recipient, spaces: [] });
  });
  afterEach(() => test.dispose());

  async function opened(name: string, type: string, field: string): Promise<string> {
    const document = parseJson(await test.read('secrets/credentials.json'));
    const fields = (await test.store.credential(name))!.fields;
    const destination = destinationOf(credentialTypeOf(type)!, fields);
    const armored = sealedText(document, name, field)!;
    return (await openSealedField(armored, [runtime], { credential: name, field, destination })).reveal();
  }

  it('seals secret fields to the runtimes alone and keeps plain ones in clear', async () => {
    assert.deepEqual(await test.store.setCredential(input('mails', 'mailgun', MAIL, { apiKey: 'canary-api' })), {
      changed: true,
      version: 1,
    });
    assert.deepEqual(await test.store.credential('mails'), {
      name: 'mails',
      type: 'mailgun',
      createdAt: '2026-11-01T08:00:00Z',
      updatedAt: '2026-11-01T08:00:00Z',
      fields: Object.entries(MAIL),
      sealed: [{ name: 'apiKey', sealedTo: [runtime.recipient], isSealed: true }],
    });
    assert.ok(!(await test.read('secrets/credentials.json')).includes('canary'));
    assert.equal(await opened('mails', 'mailgun', 'apiKey'), 'canary-api');
    const armored = sealedText(parseJson(await test.read('secrets/credentials.json')), 'mails', 'apiKey')!;
    const expected = { credential: 'mails', field: 'apiKey', destination: '' };
    await rejectsWith(openSealedField(armored, [test.me], expected), 'not-owner');
    await rejectsWith(openSealedField(armored, [runtime], expected), 'tampered');
    const { credentials } = await test.store.catalog();
    assert.deepEqual(credentials.credentials[0]!.sealed, ['apiKey']);
    assert.deepEqual(credentials.credentials[0]!.fields, ['domain', 'sender']);
  });

  it('an edit keeps what is left blank', async () => {
    await test.store.setCredential(input('mails', 'mailgun', MAIL, { apiKey: 'one' }));
    const edit = input('mails', 'mailgun', { sender: 'new@example.org' }, { apiKey: '' });
    assert.deepEqual(await test.store.setCredential(edit), { changed: true, version: 2 });
    assert.deepEqual(await test.store.setCredential(edit), { changed: false, version: 2 });
    assert.equal(await opened('mails', 'mailgun', 'apiKey'), 'one');
    await test.store.setCredential(input('mails', 'mailgun', {}, { apiKey: 'two' }));
    assert.equal(await opened('mails', 'mailgun', 'apiKey'), 'two');
  });

  it('a changed destination asks for the sealed fields again', async () => {
    await test.store.setCredential(input('mails', 'mailgun', MAIL, { apiKey: 'one' }));
    for (const fields of [{ domain: 'evil.example.org' }, { region: 'eu' }] as const) {
      const error = await rejectsWith(test.store.setCredential(input('mails', 'mailgun', fields)), 'bad-value');
      assert.match(error.message, /apiKey/);
    }
    await test.store.setCredential(input('mails', 'mailgun', { region: 'eu' }, { apiKey: 'one' }));
    await rejectsWith(test.store.setCredential(input('mails', 'mailgun', { region: '' })), 'bad-value');
    assert.equal(await opened('mails', 'mailgun', 'apiKey'), 'one');
  });

  it('digests the destination as the contract says', () => {
    const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
    const mailgun = credentialTypeOf('mailgun')!;
    assert.equal(
      destinationOf(mailgun, [
        ['sender', 's'],
        ['region', 'eu'],
        ['domain', 'd"é'],
      ]),
      digest('["mailgun",["domain","d\\"é"],["region","eu"]]'),
    );
    assert.equal(destinationOf(credentialTypeOf('slack')!, [['channel', 'c']]), digest('["slack"]'));
    assert.equal(
      destinationOf(credentialTypeOf('custom')!, [
        ['b', '1'],
        ['B', '2'],
        ['a', '3'],
        ['é', '4'],
      ]),
      digest('["custom",["B","2"],["a","3"],["b","1"],["é","4"]]'),
    );
  });

  const refused: readonly (readonly [what: string, input: CredentialInput, names: RegExp])[] = [
    ['an unknown type', input('c', 'fax', {}), /fax/],
    ['an unknown field', input('c', 'slack', { nope: 'x' }, { botToken: 't' }), /nope/],
    ['a sealed field given as plain', input('c', 'slack', { botToken: 't' }), /botToken/],
    ['a plain field given as sealed', input('c', 'slack', {}, { botToken: 't', channel: 'c' }), /channel/],
    ['a missing field', input('c', 'mailgun', { domain: 'd' }), /sender|apiKey/],
    ['a blank required field', input('c', 'mailgun', { ...MAIL, sender: ' ' }, { apiKey: 'k' }), /sender/],
    ['a custom one without fields', input('c', 'custom', {}), /field/],
    ['half of a character', input('c', 'custom', { a: '\ud800' }), /a/],
  ];
  for (const [what, bad, names] of refused) {
    it(`refuses ${what}`, async () => {
      const error = await rejectsWith(test.store.setCredential(bad), 'bad-value');
      assert.match(error.message, names);
      assert.equal(await test.store.credential('c'), undefined);
    });
  }

  it('refuses bad names, other types, and what is not expected', async () => {
    for (const name of ['', ' a', 'ENC[', 'a\u0000']) {
      await rejectsWith(test.store.setCredential(input(name, 'custom', { a: 'b' })), 'bad-name');
    }
    await rejectsWith(test.store.setCredential(input('c', 'custom', { a: 'b' }), { expect: 'present' }), 'absent');
    await test.store.setCredential(input('c', 'custom', { a: 'b' }), { expect: 'absent' });
    await rejectsWith(test.store.setCredential(input('c', 'custom', { a: 'b' }), { expect: 'absent' }), 'exists');
    await rejectsWith(test.store.setCredential(input('c', 'slack', {}, { botToken: 't' })), 'bad-value');
  });

  it('takes for a JSON field nothing but the text of a JSON object, and repeats no part of it', async () => {
    for (const text of ['canary', '["canary"]', '{"canary":1,"canary":2}', '{"canary":', '"{}"']) {
      const set = test.store.setCredential(input('b', 'google-bigquery', {}, { serviceAccount: text }));
      const refused = await rejectsWith(set, 'bad-value');
      assert.match(refused.message, /serviceAccount of Google BigQuery is the text of a JSON object/);
      assert.ok(!refused.message.includes('canary'));
    }
    await test.store.setCredential(input('b', 'google-bigquery', {}, { serviceAccount: '{"private_key":"k"}' }));
    const copy = test.store.copyCredential({ name: 'b', to: 'c' }, [['serviceAccount', new SecretValue('canary')]]);
    await rejectsWith(copy, 'bad-value');
    assert.equal(await test.store.credential('c'), undefined);
  });

  it('what is sealed stands in clear no more, where somebody had written it so', async () => {
    const entry = { type: 'mailgun', fields: { ...MAIL, apiKey: 'canary' } };
    await test.write('secrets/credentials.json', JSON.stringify({ credentials: { mails: entry } }));
    await test.store.setCredential(input('mails', 'mailgun', {}, { apiKey: 'sealed' }));
    assert.ok(!(await test.read('secrets/credentials.json')).includes('canary'));
    assert.equal(await opened('mails', 'mailgun', 'apiKey'), 'sealed');
  });

  it('custom fields of any name come back; every plain one is part of the destination', async () => {
    const plain = { __proto__x: '1', host: 'h', '2': 'two' };
    await test.store.setCredential(input('__proto__', 'custom', plain, { 'a b': 'canary', token: 't' }));
    assert.equal(await opened('__proto__', 'custom', 'a b'), 'canary');
    await rejectsWith(
      test.store.setCredential(input('__proto__', 'custom', { host: 'x' }, { token: 't' })),
      'bad-value',
    );
    await rejectsWith(test.store.setCredential(input('__proto__', 'custom', { token: 'clear' })), 'bad-value');
    assert.equal((await test.store.credential('__proto__'))!.sealed.length, 2);
  });

  it('needs a runtime only where a field is sealed, and never seals to an Owner', async () => {
    await test.setConfig({});
    await rejectsWith(test.store.setCredential(input('s', 'slack', {}, { botToken: 't' })), 'no-runtime');
    await test.store.setCredential(input('c', 'custom', { a: 'b' }));
    await test.setConfig({ owners: { Ana: runtime.recipient }, runtimes: { edge: { key: runtime.recipient } } });
    await rejectsWith(test.store.setCredential(input('s', 'slack', {}, { botToken: 't' })), 'bad-value');
  });

  it('asks before it seals to a runtime that came by a merge', async () => {
    const merged = await createIdentity('merged');
    await test.setConfig({ runtimes: { edge: { key: runtime.recipient }, merged: { key: merged.recipient } } });
    test.answer = false;
    await rejectsWith(test.store.setCredential(input('s', 'slack', {}, { botToken: 't' })), 'unconfirmed');
    assert.deepEqual(
      test.asked.map(({ key, name }) => [key, name]),
      [[merged.recipient, 'merged']],
    );
    assert.equal(await test.store.credential('s'), undefined);
  });

  it('removes one only when the guard lets it', async () => {
    await test.store.setCredential(input('c', 'custom', { a: 'b' }));
    await assert.rejects(
      test.store.removeCredential('c', () => Promise.reject(new Error('in use'))),
      /in use/,
    );
    assert.deepEqual(await test.store.removeCredential('c', ALLOW), { changed: true, version: 2 });
    assert.equal(await test.store.credential('c'), undefined);
    await rejectsWith(test.store.removeCredential('c', ALLOW), 'absent');
  });

  it('keeps what others changed meanwhile; the same credential is a conflict', async () => {
    await test.store.setCredential(input('a', 'custom', { x: '1' }));
    await test.store.setCredential(input('b', 'custom', { x: '1' }));
    const done = new Set<string>();
    const meanwhile = (name: string, mark: string) => async (): Promise<void> => {
      if (done.has(mark)) return;
      done.add(mark);
      // As a program that takes no lock would.
      const text = await test.read('secrets/credentials.json');
      await test.write('secrets/credentials.json', text.replace(`"${name}": {`, `"${name}": { "${mark}": "hand",`));
    };
    await test.store.removeCredential('a', meanwhile('b', 'first'));
    assert.match(await test.read('secrets/credentials.json'), /"first": "hand"/);
    await rejectsWith(test.store.removeCredential('b', meanwhile('b', 'second')), 'conflict');
  });

  it('refuses a torn file and leaves it as it is', async () => {
    await test.write('secrets/credentials.json', '{ "credentials": {');
    await rejectsWith(test.store.setCredential(input('c', 'custom', { a: 'b' })), 'broken');
    await rejectsWith(test.store.credential('c'), 'broken');
    assert.equal(await test.read('secrets/credentials.json'), '{ "credentials": {');
  });
});

describe('runtimes of a files store', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.addSpace('DEV');
    await test.store.addSpace('PROD');
  });
  afterEach(() => test.dispose());

  it('a new runtime reads its spaces, with one version more, and needs no confirmation', async () => {
    const runtime = await createIdentity('r');
    await test.store.addRuntime({ name: 'edge', key: runtime.recipient, spaces: ['DEV'] });
    assert.deepEqual((await test.config()).runtimes, [{ name: 'edge', key: runtime.recipient, spaces: ['DEV'] }]);
    assert.deepEqual(
      (await test.store.catalog()).spaces.map(({ version }) => version),
      [2, 1],
    );
    assert.deepEqual(
      (await test.store.ownersOf('DEV')).map(({ key }) => key),
      [test.me.recipient],
    );
    assert.ok((await test.read('secrets/dev.space.json')).includes(runtime.recipient));
    assert.equal(test.asked.length, 0);
  });

  it('is all or nothing', async () => {
    const runtime = await createIdentity('r');
    const before = await test.read('secrets/dev.space.json');
    await rejectsWith(
      test.store.addRuntime({ name: 'edge', key: runtime.recipient, spaces: ['DEV', 'NONE'] }),
      'absent',
    );
    await rejectsWith(test.store.addRuntime({ name: 'edge', key: 'age1nonsense', spaces: ['DEV'] }), 'bad-value');
    await rejectsWith(test.store.addRuntime({ name: 'edge', key: test.me.recipient, spaces: ['DEV'] }), 'bad-value');
    await rejectsWith(test.store.addRuntime({ name: '', key: runtime.recipient, spaces: ['DEV'] }), 'bad-name');
    assert.equal(await test.read('secrets/dev.space.json'), before);
    await test.store.addRuntime({ name: 'edge', key: runtime.recipient, spaces: [] });
    await rejectsWith(test.store.addRuntime({ name: 'edge', key: runtime.recipient, spaces: [] }), 'exists');
  });
});

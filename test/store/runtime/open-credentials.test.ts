import assert from 'node:assert/strict';
import { CREDENTIAL_TYPES } from '../../../store/credential-types/registry.ts';
import { type CredentialType } from '../../../store/credential-types/types.ts';
import { OpenedKeys } from '../../../store/files/sops/opened-keys.ts';
import { createIdentity, type Identity } from '../../../store/identity/identity.ts';
import { openCredentials } from '../../../store/runtime/open-credentials.ts';
import { toObject } from '../../../store/runtime/to-value.ts';
import { SecretValue } from '../../../store/secret-value.ts';
import { TestStore } from '../../support/store.ts';

const FILE = 'secrets/credentials.json';
const CANARY = 'canary-6a0b';
const HOME = 'mails';
const ELSEWHERE = 'elsewhere';

type Texts = Record<string, string>;

interface Entry {
  readonly type: string;
  readonly fields: Texts;
  readonly sealed: Texts;
}

type Change = readonly [what: string, change: (entry: Entry) => Entry];

const SAME: Change = ['', (entry) => entry];

/** What a credential of the type is given; a custom one has fields of its own. */
function fieldsOf({ open, fields }: CredentialType): { readonly plain: Texts; readonly sealed: readonly string[] } {
  if (open) return { plain: { host: 'a.example.org', port: '1' }, sealed: ['token', 'apiKey'] };
  const plain = fields.filter(({ sealed }) => !sealed);
  const values = plain.map(({ name, choices }) => [name, choices?.[0] ?? `${name}.example.org`] as const);
  return { plain: Object.fromEntries(values), sealed: fields.filter(({ sealed }) => sealed).map(({ name }) => name) };
}

function destinationNames(type: CredentialType): readonly string[] {
  if (type.open) return Object.keys(fieldsOf(type).plain);
  return type.fields.filter(({ destination }) => destination).map(({ name }) => name);
}

/** As someone changes them who can write the file: another value, none, that of another field. */
function movedDestinations(type: CredentialType): readonly Change[] {
  const names = destinationNames(type);
  const without = (fields: Texts, name: string): Texts =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
  return names.flatMap((name, index): readonly Change[] => {
    const other = names[(index + 1) % names.length]!;
    const changed: readonly (readonly [what: string, change: (fields: Texts) => Texts])[] = [
      ['changed', (fields) => ({ ...fields, [name]: 'thief.example.org' })],
      ['left out', (fields) => without(fields, name)],
      ...(other === name
        ? []
        : [['swapped', (fields: Texts) => ({ ...fields, [name]: fields[other]!, [other]: fields[name]! })] as const]),
    ];
    return changed.map(([what, change]) => [
      `${name} ${what}`,
      (entry: Entry) => ({ ...entry, fields: change(entry.fields) }),
    ]);
  });
}

/** Another type, one with a field of the same name where there is one, an open one, and one that nobody knows. */
function movedTypes(type: CredentialType, field: string): readonly Change[] {
  const twin = CREDENTIAL_TYPES.find(
    ({ id, fields }) => id !== type.id && fields.some(({ name, sealed }) => sealed && name === field),
  );
  const others = [twin?.id, type.open ? 'slack' : 'custom', 'fax'];
  return others
    .filter((id) => id !== undefined)
    .map((id): Change => [`type ${id}`, (entry) => ({ ...entry, type: id })]);
}

/** The text of a JSON object, which every type takes. */
function valueOf(field: string): string {
  return JSON.stringify({ [field]: CANARY });
}

function movedFields(sealed: readonly string[], field: string): readonly Change[] {
  return [...sealed.filter((name) => name !== field), `${field}2`].map((to): Change => [
    `field ${to}`,
    (entry) => ({ ...entry, sealed: { [to]: entry.sealed[field]! } }),
  ]);
}

describe('what a runtime opens of credentials', () => {
  let test: TestStore;
  let edge: Identity;
  beforeEach(async () => {
    test = await TestStore.create();
    edge = await createIdentity('edge');
    await test.setConfig({ runtimes: { edge: { key: edge.recipient, spaces: [] } } });
  });
  afterEach(() => test.dispose());

  /** Sets one credential with every field of its type; what then stands in the file. */
  async function makeEntry(type: CredentialType, name = HOME): Promise<Entry> {
    const { plain, sealed } = fieldsOf(type);
    const values = sealed.map((field) => [field, new SecretValue(valueOf(field))] as const);
    await test.store.setCredential({ name, type: type.id, fields: Object.entries(plain), sealed: values });
    const file = JSON.parse(await test.read(FILE)) as { credentials: Record<string, Entry> };
    return file.credentials[name]!;
  }

  /** What a runtime has of a file with these credentials. */
  async function open(
    credentials: Readonly<Record<string, Entry>>,
    identities: readonly Identity[] = [edge],
  ): ReturnType<typeof openCredentials> {
    await test.write(FILE, JSON.stringify({ version: 1, credentials }));
    return openCredentials({ root: test.root, folder: test.path('secrets'), identities, opened: new OpenedKeys() });
  }

  for (const type of CREDENTIAL_TYPES) {
    it(`a sealed field of ${type.id} opens in its place alone`, async () => {
      const entry = await makeEntry(type);
      const { plain, sealed } = fieldsOf(type);
      for (const field of sealed) {
        const only: Entry = { ...entry, sealed: { [field]: entry.sealed[field]! } };
        const [[, fields] = []] = (await open({ [HOME]: only })).credentials;
        assert.deepEqual({ ...fields }, { type: type.id, ...plain, [field]: valueOf(field) });

        const moves = { field: movedFields(sealed, field), type: movedTypes(type, field) };
        for (const name of [HOME, ELSEWHERE]) {
          for (const [toField, moveField] of [SAME, ...moves.field]) {
            for (const [toType, moveType] of [SAME, ...moves.type]) {
              for (const [toPlace, moveDestination] of [SAME, ...movedDestinations(type)]) {
                const what = [name === HOME ? '' : name, toField, toType, toPlace].filter((part) => part !== '').join();
                if (what !== '') await assertClosed(name, moveDestination(moveType(moveField(only))), what);
              }
            }
          }
        }
      }
    });
  }

  async function assertClosed(name: string, entry: Entry, what: string): Promise<void> {
    const { credentials, unopened } = await open({ [name]: entry });
    assert.ok(!JSON.stringify(credentials).includes(CANARY), what);
    const [[, fields] = []] = credentials;
    for (const field of Object.keys(entry.sealed)) {
      assert.ok(fields && field in fields && fields[field] === undefined, `${what}: the field is there, and empty`);
    }
    for (const [field, value] of Object.entries(entry.fields)) assert.equal(fields?.[field], value, what);
    assert.deepEqual(
      unopened.map(({ credential }) => credential),
      [name],
      `${what}: told once`,
    );
    assert.ok(!unopened[0]!.problem.includes(CANARY) && unopened[0]!.problem.includes(name), what);
  }

  it('two credentials of one type and place can’t change their values', async () => {
    const slack = CREDENTIAL_TYPES.find(({ id }) => id === 'slack')!;
    const [a, b] = [await makeEntry(slack, 'a'), await makeEntry(slack, 'b')];
    assert.equal((await open({ a, b })).unopened.length, 0);
    const swapped = await open({ a: { ...a, sealed: b.sealed }, b: { ...b, sealed: a.sealed } });
    assert.deepEqual(
      swapped.unopened.map(({ credential }) => credential),
      ['a', 'b'],
    );
  });

  it('a field that is no part of the destination may change, and a blank one is none', async () => {
    const mailgun = CREDENTIAL_TYPES.find(({ id }) => id === 'mailgun')!;
    const values = [['apiKey', new SecretValue(CANARY)] as const];
    const fields = [['domain', 'a.example.org'] as const, ['sender', 'a@example.org'] as const];
    await test.store.setCredential({ name: HOME, type: mailgun.id, fields, sealed: values });
    const file = JSON.parse(await test.read(FILE)) as { credentials: Record<string, Entry> };
    const entry = file.credentials[HOME]!;
    const changed = { ...entry, fields: { ...entry.fields, sender: 'b@example.org', region: '' } };
    const { credentials, unopened } = await open({ [HOME]: changed });
    assert.equal(credentials[0]?.[1]['apiKey'], CANARY);
    assert.deepEqual(unopened, []);
  });

  it('credentials and fields of any name are their own members', async () => {
    const custom = CREDENTIAL_TYPES.find(({ open: isOpen }) => isOpen)!;
    const odd = ['__proto__', 'constructor', 'toString', '🔑 "x" <b>'];
    for (const name of odd) {
      const fields = odd.map((field) => [`${field} plain`, 'p'] as const);
      const sealed = odd.map((field) => [field, new SecretValue(`${CANARY} ${field}`)] as const);
      await test.store.setCredential({ name, type: custom.id, fields, sealed });
    }
    const store = { root: test.root, folder: test.path('secrets'), identities: [edge], opened: new OpenedKeys() };
    const { credentials, unopened } = await openCredentials(store);
    assert.deepEqual(unopened, []);
    const all = toObject<object>(credentials);
    assert.deepEqual(Object.keys(all).toSorted(), odd.toSorted());
    assert.equal(Object.getPrototypeOf(all), Object.prototype);
    for (const [, opened] of credentials) {
      const values = new Map(Object.entries(opened));
      for (const field of odd) {
        assert.equal(values.get(field), `${CANARY} ${field}`);
        assert.equal(values.get(`${field} plain`), 'p');
      }
    }
  });

  it('what another runtime’s key sealed stays closed, and torn seals too', async () => {
    const slack = CREDENTIAL_TYPES.find(({ id }) => id === 'slack')!;
    const entry = await makeEntry(slack);
    assert.equal((await open({ [HOME]: entry }, [test.me])).unopened.length, 1);
    assert.equal((await open({ [HOME]: entry }, [])).unopened.length, 1);
    const armored = entry.sealed['botToken']!;
    for (const torn of ['', 'x', armored.slice(0, -60), armored.replace(/(\n.)(.)/, '$1_'), `${armored}${armored}`]) {
      const { credentials, unopened } = await open({ [HOME]: { ...entry, sealed: { botToken: torn } } });
      assert.equal(unopened.length, 1);
      assert.equal(credentials[0]?.[1]['botToken'], undefined);
    }
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { parseJson } from '../../../store/catalog/json-tree.ts';
import { credentialTypeOf } from '../../../store/credential-types/registry.ts';
import { sealedText } from '../../../store/files/credentials-document.ts';
import { destinationOf } from '../../../store/files/destination.ts';
import { openSealedField } from '../../../store/files/sealed-field.ts';
import { createIdentity, type Identity } from '../../../store/identity/identity.ts';
import { SecretValue } from '../../../store/secret-value.ts';
import { rejectsWith } from '../../support/rejects.ts';
import { requireSops, sops } from '../../support/sops.ts';
import { ALLOW, json, TestStore, text } from '../../support/store.ts';

const SPACE = 'secrets/dev.space.json';

describe('the steps of a rename in the store', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.addSpace('DEV');
  });
  afterEach(() => test.dispose());

  it('has both names in between, in place, and the old one goes only when the guard lets it', async () => {
    await test.store.setSecret(json('DEV', 'A', '[1.0,-0.0]'));
    await test.store.setSecret(text('DEV', 'B', 'b'));
    const rename = { space: 'DEV', key: 'A', path: [], to: 'C' };
    await rejectsWith(test.store.copySecret({ ...rename, to: 'B' }), 'exists');
    await rejectsWith(test.store.copySecret({ ...rename, to: 'secrets' }), 'bad-name');
    assert.deepEqual(await test.store.copySecret(rename), { changed: true, version: 4 });
    assert.deepEqual(await test.store.copySecret(rename), { changed: false, version: 4 });
    const both = (await test.store.catalog()).spaces[0]!.secrets;
    assert.deepEqual(
      both.map(({ key, renamedFrom }) => [key, renamedFrom]),
      [
        ['A', undefined],
        ['C', 'A'],
        ['B', undefined],
      ],
    );
    await assert.rejects(
      test.store.endRename(rename, () => Promise.reject(new Error('in use'))),
      /in use/,
    );
    assert.deepEqual(await test.store.endRename(rename, ALLOW), { changed: true, version: 4 });
    assert.equal((await test.store.readSecret('DEV', 'C')).value.reveal(), '[1.0,-0.0]');
    await rejectsWith(test.store.readSecret('DEV', 'A'), 'absent');
  });

  it('writes what the real sops reads, between the steps and after them', async function () {
    requireSops(this);
    await test.store.setSecret(json('DEV', 'DB', '{"auth":{"user":"u","list":[{"n":1.50}]}}'));
    const read = (): unknown => {
      const plain = sops(test.me.secret.reveal(), ['decrypt', path.join(test.root, SPACE)]);
      return (JSON.parse(plain) as { secrets: unknown }).secrets;
    };
    const inside = { space: 'DEV', key: 'DB', path: ['auth', 'list', '0', 'n'], to: '__proto__' };
    await test.store.copySecret(inside);
    assert.match(JSON.stringify(read()), /"n":1\.5,"__proto__":1\.5/);
    await test.store.endRename(inside, ALLOW);
    const key = { space: 'DEV', key: 'DB', path: [], to: 'DATA' };
    await test.store.copySecret(key);
    assert.deepEqual(Object.keys(read() as object), ['DB', 'DATA']);
    await test.store.endRename(key, ALLOW);
    assert.equal(JSON.stringify(read()), '{"DATA":{"auth":{"user":"u","list":[{"__proto__":1.5}]}}}');
  });
});

describe('the steps of a rename of a custom credential', () => {
  let test: TestStore;
  let runtime: Identity;
  beforeEach(async () => {
    test = await TestStore.create();
    runtime = await createIdentity('edge');
    await test.store.create();
    await test.setConfig({ runtimes: { edge: { key: runtime.recipient, spaces: [] } } });
    await test.store.setCredential({
      name: 'c',
      type: 'custom',
      fields: [['host', 'h']],
      sealed: [
        ['token', new SecretValue('t1')],
        ['pin', new SecretValue('p1')],
      ],
    });
  });
  afterEach(() => test.dispose());

  /** What a runtime opens: the fields and values of the credential as it stands. */
  async function opened(name = 'c'): Promise<Record<string, string>> {
    const document = parseJson(await test.read('secrets/credentials.json'));
    const details = await test.store.credential(name);
    const destination = destinationOf(credentialTypeOf('custom')!, details!.fields);
    const sealed = await Promise.all(
      details!.sealed.map(async ({ name: field }) => {
        const armored = sealedText(document, name, field) ?? '';
        const value = await openSealedField(armored, [runtime], { credential: name, field, destination });
        return [field, value.reveal()] as const;
      }),
    );
    return Object.fromEntries([...details!.fields, ...sealed]);
  }

  const values = [
    ['token', new SecretValue('t1')],
    ['pin', new SecretValue('p1')],
  ] as const;

  it('of a sealed field asks for that field alone', async () => {
    const rename = { name: 'c', field: 'token', to: 'key' };
    assert.deepEqual(await test.store.credentialRenameNeeds(rename), ['token']);
    await rejectsWith(test.store.copyCredential(rename, []), 'bad-value');
    await rejectsWith(test.store.credentialRenameNeeds({ ...rename, to: 'pin' }), 'exists');
    const { version } = await test.store.copyCredential(rename, values);
    assert.deepEqual(await opened(), { host: 'h', token: 't1', pin: 'p1', key: 't1' });
    assert.deepEqual(await test.store.credentialRenameNeeds(rename), []);
    assert.deepEqual(await test.store.endCredentialRename(rename, [], ALLOW), { changed: true, version });
    assert.deepEqual(await opened(), { host: 'h', pin: 'p1', key: 't1' });
  });

  it('of a plain field, which is part of the destination, asks for all sealed ones', async () => {
    const rename = { name: 'c', field: 'host', to: 'server' };
    assert.deepEqual(await test.store.credentialRenameNeeds(rename), ['token', 'pin']);
    await test.store.copyCredential(rename, values);
    assert.deepEqual(await opened(), { host: 'h', server: 'h', token: 't1', pin: 'p1' });
    assert.deepEqual(await test.store.credentialRenameNeeds(rename), ['token', 'pin']);
    await test.store.endCredentialRename(rename, values, ALLOW);
    assert.deepEqual(await opened(), { server: 'h', token: 't1', pin: 'p1' });
    assert.ok(!(await test.read('secrets/credentials.json')).includes('renamed'));
  });

  it('of the whole asks for all, and only the guard lets the old name go', async () => {
    const rename = { name: 'c', to: 'new one' };
    assert.deepEqual(await test.store.credentialRenameNeeds(rename), ['token', 'pin']);
    await test.store.copyCredential(rename, values);
    assert.deepEqual([await opened(), await opened('new one')], [await opened('new one'), await opened()]);
    await assert.rejects(
      test.store.endCredentialRename(rename, [], () => Promise.reject(new Error('in use'))),
      /in use/,
    );
    await test.store.endCredentialRename(rename, [], ALLOW);
    assert.equal(await test.store.credential('c'), undefined);
    assert.deepEqual(await opened('new one'), { host: 'h', token: 't1', pin: 'p1' });
  });
});

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createIdentity } from '../../store/identity/identity.ts';
import { SecretValue } from '../../store/secret-value.ts';
import { json, TestStore, text } from '../support/store.ts';

const CANARY = 'canary-71c3';

describe('no value leaves the store by accident', () => {
  let test: TestStore;
  before(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    const runtime = await createIdentity('runtime');
    await test.store.addRuntime({ name: 'edge', key: runtime.recipient, spaces: ['DEV'] });
    await test.store.setSecret(text('DEV', 'A', CANARY));
    await test.store.setSecret(json('DEV', 'B', `{"x":["${CANARY}"]}`));
  });
  after(() => test.dispose());

  function assertSilent(what: unknown): void {
    const printed = `${inspect(what, { depth: 12, showHidden: true })}${JSON.stringify(what)}${String(what)}`;
    assert.ok(!printed.includes(CANARY), 'a value was printed');
    assert.ok(!printed.includes(test.me.secret.reveal().slice(20)), 'a private key was printed');
  }

  it('in answers, and in the store itself', async () => {
    assertSilent(await test.store.catalog());
    assertSilent(await test.store.readSecret('DEV', 'A'));
    assertSilent(await test.store.role('DEV'));
    assertSilent(test.store);
    assertSilent(test.asked);
  });

  it('on disk', async () => {
    for (const file of ['secrets/dev.space.json', 'flow-secrets.json']) assertSilent(await test.read(file));
  });

  it('in errors', async () => {
    const stranger = test.open(() => []);
    const sealed = [['botToken', new SecretValue(CANARY)]] as const;
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => test.store.setSecret(json('DEV', 'C', `{"a": ${CANARY}`)),
      () => test.store.setSecret(json('DEV', 'C', `{"a": "${CANARY}", "a": 1}`)),
      () => test.store.setSecret(json('DEV', 'C', `["${CANARY}", 1e999]`)),
      () => test.store.setSecret(text('DEV', 'bad name', CANARY)),
      () => test.store.setSecret(text('DEV', 'A', CANARY), { expect: 'absent' }),
      () => test.store.setSecret(text('NONE', 'A', CANARY)),
      () => test.store.setSecret(text('DEV', 'C', `${CANARY}\ud800`)),
      () => stranger.setSecret(text('DEV', 'C', CANARY)),
      () => test.store.removeSecret('DEV', 'A', () => Promise.reject(new Error('in use'))),
      () => test.store.copySecret({ space: 'DEV', key: 'A', path: [], to: 'B' }),
      () => test.store.setCredential({ name: 's', type: 'mailgun', fields: [], sealed }),
      () => test.store.setCredential({ name: '', type: 'slack', fields: [], sealed }),
      () => test.store.setCredential({ name: 's', type: 'slack', fields: [['x', 'y']], sealed }),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().then(
        () => assert.fail('expected an error'),
        (reason: unknown) => reason,
      );
      assertSilent(error);
      assert.ok(error instanceof Error);
      assertSilent(error.stack);
    }
  });
});

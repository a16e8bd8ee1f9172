import assert from 'node:assert/strict';
import { createIdentity } from '../../../../store/identity/identity.ts';
import { rejectsWith } from '../../../support/rejects.ts';
import { TestStore, text } from '../../../support/store.ts';

describe('data keys that were opened before', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'A', 'a'));
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'a');
  });
  afterEach(() => test.dispose());

  it('open nothing once the identity is gone, and again when it is back', async () => {
    const mine = test.identities;
    test.identities = [];
    await rejectsWith(test.store.readSecret('DEV', 'A'), 'not-owner');
    test.identities = [await createIdentity('stranger')];
    await rejectsWith(test.store.readSecret('DEV', 'A'), 'not-owner');
    test.identities = mine;
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'a');
  });

  it('are not taken for another data key', async () => {
    const ana = await createIdentity('ana');
    await test.store.addOwner('DEV', ana.recipient);
    await test.store.removeOwner('DEV', ana.recipient);
    assert.equal((await test.store.readSecret('DEV', 'A')).value.reveal(), 'a');
  });
});

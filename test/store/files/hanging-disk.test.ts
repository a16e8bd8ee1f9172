import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { holdFile } from '../../support/held-file.ts';
import { TestStore, text } from '../../support/store.ts';

describe('a store on a disk that does not answer', function () {
  this.timeout(60_000);
  let test: TestStore;
  beforeEach(async () => {
    test = await TestStore.create();
    await test.store.addSpace('DEV');
    await test.store.setSecret(text('DEV', 'KEY', 'old'));
  });
  afterEach(() => test.dispose());

  const works: readonly (readonly [what: string, work: (test: TestStore) => Promise<unknown>, left: string])[] = [
    ['read', ({ store }) => store.readSecret('DEV', 'KEY'), 'old'],
    ['changed', ({ store }) => store.setSecret(text('DEV', 'KEY', 'new')), 'new'],
    ['listed', ({ store }) => store.catalog(), 'old'],
    ['looked at', ({ store }) => store.roles(), 'old'],
  ];
  for (const [what, work, left] of works) {
    it(`holds up nobody else while a space is ${what}, and is waited for`, async () => {
      const elsewhere = await TestStore.create();
      // Under a path that was never asked for: what was answered a moment ago is taken to be answered again.
      const file = test.path('secrets/held.space.json');
      await rename(test.path('secrets/dev.space.json'), file);
      const held = await holdFile(file);
      let isDone = false;
      try {
        const done = work(test).then(() => {
          isDone = true;
        });
        await elsewhere.store.addSpace('OTHER');
        await elsewhere.store.setSecret(text('OTHER', 'KEY', 'x'));
        assert.equal(isDone, false);
        await held.release();
        await done;
      } finally {
        await held.release();
        await elsewhere.dispose();
      }
      assert.equal((await test.store.readSecret('DEV', 'KEY')).value.reveal(), left);
    });
  }

  it('is not needed for a timer to ring while somebody asks in a loop', async () => {
    const rung = new AbortController();
    setTimeout(() => {
      rung.abort();
    }, 0);
    while (!rung.signal.aborted) await test.store.readSecret('DEV', 'KEY');
  });
});

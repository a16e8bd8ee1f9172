import assert from 'node:assert/strict';
import { CLEAR_AFTER_MS, type ClearResult, SecretClipboard } from '../../client/clipboard.ts';
import { SecretValue } from '../../store/secret-value.ts';

/** A clipboard and a clock of the test's own. */
class World {
  text = '';
  readable = true;
  readonly told: ClearResult[] = [];
  readonly timers = new Map<() => void, number>();
  readonly clipboard = new SecretClipboard(
    {
      read: () => (this.readable ? Promise.resolve(this.text) : Promise.reject(new Error('not allowed'))),
      write: (text) => {
        this.text = text;
        return Promise.resolve();
      },
      after: (ms, action) => {
        this.timers.set(action, ms);
        return () => this.timers.delete(action);
      },
    },
    (result) => this.told.push(result),
  );

  /** Lets the minute pass. */
  async pass(): Promise<void> {
    const due = [...this.timers.keys()];
    this.timers.clear();
    for (const action of due) action();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('SecretClipboard', () => {
  it('clears a copied value after a minute, and says so', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    assert.equal(world.text, 'v1');
    assert.deepEqual([...world.timers.values()], [CLEAR_AFTER_MS]);
    await world.pass();
    assert.equal(world.text, '');
    assert.deepEqual(world.told, ['cleared']);
  });

  it('leaves what the user copied meanwhile', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    world.text = 'mine';
    await world.pass();
    assert.equal(world.text, 'mine');
    assert.deepEqual(world.told, ['changed']);
  });

  it('starts the minute anew with a second copy', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    await world.clipboard.copy(new SecretValue('v2'));
    assert.equal(world.timers.size, 1);
    await world.pass();
    assert.equal(world.text, '');
  });

  it('tells once that the value may remain where it can’t be read, and tries again on focus', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    world.readable = false;
    await world.pass();
    await world.clipboard.focused();
    assert.deepEqual(world.told, ['failed']);
    world.readable = true;
    await world.clipboard.focused();
    assert.equal(world.text, '');
    assert.deepEqual(world.told, ['failed', 'cleared']);
  });

  it('does not clear on focus before the minute is over', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    await world.clipboard.focused();
    assert.equal(world.text, 'v1');
  });

  it('clears at exit, due or not', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    assert.equal(await world.clipboard.dispose(), 'cleared');
    assert.equal(world.text, '');
    assert.equal(world.timers.size, 0);
    assert.equal(await world.clipboard.dispose(), 'nothing');
  });

  it('clears at once when the user locks, and says so', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    await world.clipboard.clearNow();
    assert.deepEqual([world.text, world.timers.size, world.told], ['', 0, ['cleared']]);
  });

  it('tries again on focus where it could not be read at the lock', async () => {
    const world = new World();
    await world.clipboard.copy(new SecretValue('v1'));
    world.readable = false;
    await world.clipboard.clearNow();
    world.readable = true;
    await world.clipboard.focused();
    assert.deepEqual([world.text, world.told], ['', ['failed', 'cleared']]);
  });
});

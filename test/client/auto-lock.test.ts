import assert from 'node:assert/strict';
import { AutoLock } from '../../client/auto-lock.ts';

const MINUTE_MS = 60_000;

/** A clock of the test's own, which may also sleep: its timers stand still then. */
class World {
  time = 0;
  locks = 0;
  timer: { readonly at: number; readonly action: () => void } | undefined;
  readonly auto = new AutoLock(
    {
      now: () => this.time,
      after: (ms, action) => {
        this.timer = { at: this.time + ms, action };
        return () => {
          this.timer = undefined;
        };
      },
    },
    () => this.locks++,
  );

  pass(minutes: number): void {
    this.time += minutes * MINUTE_MS;
    if (this.timer && this.timer.at <= this.time) this.timer.action();
  }
}

describe('AutoLock', () => {
  it('locks after the minutes without activity, counted from its end', () => {
    const world = new World();
    world.auto.update(true, 10);
    world.pass(60);
    assert.equal(world.locks, 0);
    world.auto.update(false, 10);
    world.pass(9);
    assert.equal(world.locks, 0);
    world.pass(1);
    assert.equal(world.locks, 1);
  });

  it('begins anew with each activity', () => {
    const world = new World();
    world.auto.update(false, 10);
    world.pass(9);
    world.auto.update(true, 10);
    world.auto.update(false, 10);
    world.pass(9);
    assert.equal(world.locks, 0);
  });

  it('is off at 0, and does not start over when the setting changes', () => {
    const world = new World();
    world.auto.update(false, 0);
    world.pass(30);
    assert.equal(world.locks, 0);
    world.auto.update(false, 40);
    world.pass(9);
    assert.equal(world.locks, 0);
    world.pass(1);
    assert.equal(world.locks, 1);
  });

  it('a machine that slept was idle', () => {
    const world = new World();
    world.auto.update(false, 10);
    world.time += 60 * MINUTE_MS;
    world.auto.update(true, 10);
    assert.equal(world.locks, 1);
  });

  it('does nothing once it is disposed', () => {
    const world = new World();
    world.auto.update(false, 10);
    world.auto.dispose();
    world.pass(20);
    assert.equal(world.locks, 0);
  });
});

import assert from 'node:assert/strict';
import { type Later } from '../../../node-red/plugin/later.ts';
import { Schedule } from '../../../node-red/plugin/schedule.ts';

const MINUTE = 60_000;

/** Time that stands still until it is moved. */
class Clock {
  #now = 0;
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  readonly later: Later = (pause, task) => {
    const entry = { at: this.#now + pause, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  };

  /** Moves on, and lets what becomes due run to its end. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#tasks = this.#tasks.filter((other) => other !== next);
      this.#now = next.at;
      next.task();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = until;
  }

  get waiting(): number {
    return this.#tasks.length;
  }
}

describe('a schedule of syncs', () => {
  let clock: Clock;
  let files: string;
  let seen: string;
  let syncs: number;
  let schedule: Schedule;

  beforeEach(() => {
    clock = new Clock();
    [files, seen, syncs] = ['a', 'a', 0];
    schedule = new Schedule({
      sync: () => {
        syncs++;
        seen = files;
      },
      look: () => Promise.resolve(files),
      seen: () => seen,
      later: clock.later,
    });
  });

  it('syncs once when a file changed, and not while none does', async () => {
    schedule.start();
    await clock.pass(MINUTE);
    assert.equal(syncs, 0);
    files = 'b';
    await clock.pass(2000);
    assert.equal(syncs, 1);
    await clock.pass(MINUTE);
    assert.equal(syncs, 1);
  });

  it('waits until files that are being written come to rest', async () => {
    schedule.start();
    const write = clock.later(1000, () => (files = 'half'));
    clock.later(1050, () => (files = 'whole'));
    await clock.pass(1100);
    assert.equal(syncs, 0);
    write();
    await clock.pass(1000);
    assert.equal(syncs, 1);
  });

  it('syncs files that never come to rest all the same, within 5 s', async () => {
    schedule.start();
    for (let at = 0; at < 5000; at += 50) clock.later(at, () => (files = `at ${at}`));
    await clock.pass(5000);
    assert.ok(syncs > 0);
  });

  it('does nothing about a change that is taken back', async () => {
    schedule.start();
    clock.later(1000, () => (files = 'torn'));
    clock.later(1050, () => (files = 'a'));
    await clock.pass(5000);
    assert.equal(syncs, 0);
  });

  it('syncs at the interval of Auto Sync, as it is set last', async () => {
    schedule.setAutoSync({ autoSync: 30 });
    await clock.pass(29 * MINUTE);
    schedule.setAutoSync({ autoSync: 1 });
    await clock.pass(3 * MINUTE);
    assert.equal(syncs, 3);
    schedule.setAutoSync({ autoSync: 0 });
    await clock.pass(1440 * MINUTE);
    assert.equal(syncs, 3);
  });

  it('tries again after a failure, with pauses that grow up to ten minutes', async () => {
    const pauses: number[] = [];
    for (let round = 0; round < 10; round++) {
      schedule.synced(false);
      const before = syncs;
      let pause = 0;
      for (; syncs === before; pause++) await clock.pass(1000);
      pauses.push(pause);
    }
    assert.deepEqual(pauses, [5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });

  it('begins with the shortest pause after a success, and after a change', async () => {
    schedule.start();
    const isTriedWithin = async (seconds: number): Promise<boolean> => {
      const before = syncs;
      schedule.synced(false);
      await clock.pass(seconds * 1000);
      return syncs > before;
    };
    assert.ok(await isTriedWithin(5));
    assert.ok(!(await isTriedWithin(5)));
    schedule.synced(true);
    assert.ok(await isTriedWithin(5));
    assert.ok(!(await isTriedWithin(5)));
    files = 'b';
    await clock.pass(2000);
    assert.ok(await isTriedWithin(5));
  });

  it('ends all of it', async () => {
    schedule.start();
    schedule.setAutoSync({ autoSync: 1 });
    schedule.synced(false);
    schedule.stop();
    assert.equal(clock.waiting, 0);
    schedule.synced(false);
    schedule.setAutoSync({ autoSync: 1 });
    files = 'b';
    await clock.pass(10 * MINUTE);
    assert.equal(syncs, 0);
  });
});

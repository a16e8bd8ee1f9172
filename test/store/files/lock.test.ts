import assert from 'node:assert/strict';
import { Patience } from '../../../store/files/lock.ts';

interface Held {
  readonly ino: number;
  readonly birthtimeMs: number;
}

describe('the patience of who waits for a lock', () => {
  /** How many looks at a lock there are until it ends. */
  function looksAt(lockAt: (look: number) => Held | undefined): number {
    const patience = new Patience();
    for (let look = 1; ; look++) if (!patience.isLeft(lockAt(look))) return look;
  }

  const cases: readonly (readonly [what: string, lockAt: (look: number) => Held | undefined, looks: number])[] = [
    ['ends after about 5 seconds of one holder', () => ({ ino: 1, birthtimeMs: 1 }), 50],
    ['begins again with another one', (look) => ({ ino: look < 40 ? 1 : 2, birthtimeMs: 1 }), 89],
    ['begins again where a new lock has the old number', (look) => ({ ino: 1, birthtimeMs: look < 40 ? 1 : 2 }), 89],
    ['begins again after a look at none', (look) => (look === 40 ? undefined : { ino: 1, birthtimeMs: 1 }), 90],
    ['ends after about a minute of many', (look) => ({ ino: look, birthtimeMs: look }), 600],
  ];
  for (const [what, lockAt, looks] of cases) {
    it(what, () => {
      assert.equal(looksAt(lockAt), looks);
    });
  }
});

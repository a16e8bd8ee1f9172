import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Sums } from '../../../language/document/sums.ts';

const VALUES = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });

describe('Sums', () => {
  it('are those of a fresh list after any replacement', () => {
    fc.assert(
      fc.property(VALUES, VALUES, fc.nat(20), fc.nat(20), fc.nat(100), (values, others, a, b, sum) => {
        const from = Math.min(a, b, values.length);
        const to = Math.min(Math.max(a, b), values.length);
        const sums = new Sums(values);
        sums.replace(from, to, others);
        const now = values.toSpliced(from, to - from, ...others);
        const before = [...now.keys(), now.length].map((index) => now.slice(0, index).reduce((x, y) => x + y, 0));
        assert.deepEqual(
          before.map((_, index) => sums.before(index)),
          before,
        );
        assert.equal(
          sums.lastAtMost(sum),
          before.findLastIndex((each) => each <= sum),
        );
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { SlicedWork } from '../../node-red/sliced-work.ts';

function* steps(count: number, result: string): Generator<void, string> {
  for (let step = 0; step < count; step++) yield;
  return result;
}

describe('sliced work', () => {
  let waiting: (() => void)[];
  let told: string[];
  let work: SlicedWork<string>;

  beforeEach(() => {
    waiting = [];
    told = [];
    work = new SlicedWork({
      later: (goOn) => waiting.push(goOn),
      done: (result) => told.push(result),
      failed: (error) => told.push(String(error)),
    });
  });

  function run(): void {
    for (let next = waiting.shift(); next; next = waiting.shift()) next();
  }

  it('is done at once where the first slice is long enough', () => {
    work.begin(steps(3, 'done'), 1000);
    assert.deepEqual(told, ['done']);
    assert.deepEqual(waiting, []);
  });

  it('lets others have their turn, and goes on', () => {
    work.begin(steps(1, 'done'), 0);
    assert.deepEqual(told, []);
    run();
    assert.deepEqual(told, ['done']);
  });

  it('takes the place of what is under way', () => {
    work.begin(steps(1, 'old'), 0);
    work.begin(steps(1, 'new'), 0);
    run();
    assert.deepEqual(told, ['new']);
  });

  it('tells a fault, and never throws', () => {
    work.begin({
      next: () => {
        throw new TypeError('a fault');
      },
    });
    assert.deepEqual(told, ['TypeError: a fault']);
  });
});

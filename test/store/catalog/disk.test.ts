import assert from 'node:assert/strict';
import { Disk } from '../../../store/catalog/disk.ts';

type Where = 'at once' | 'in the background';

describe('asking the disk', () => {
  let now = 0;
  let disk: Disk;
  beforeEach(() => {
    now = 0;
    disk = new Disk(() => now);
  });

  /** @param took milliseconds until the background answers */
  function ask(question: string, took = 1): Promise<Where> {
    const inBackground = (): Promise<Where> => {
      now += took;
      return Promise.resolve('in the background');
    };
    return disk.ask(question, inBackground, () => 'at once');
  }

  it('is done in the background, and at once for what was answered quickly a moment ago', async () => {
    assert.equal(await ask('stat /a'), 'in the background');
    assert.equal(await ask('stat /a'), 'at once');
    assert.equal(await ask('stat /b'), 'in the background', 'another path');
    assert.equal(await ask('bytes /a'), 'in the background', 'another kind of call');
  });

  it('is done in the background again and again, whoever asks in a loop', async () => {
    let turns = 0;
    for (let round = 0; round < 500; round++) {
      if ((await ask('stat /a')) === 'in the background') turns++;
      now += 1;
    }
    assert.equal(turns, 10);
  });

  it('of a slow disk is done in the background always', async () => {
    for (let round = 0; round < 5; round++) assert.equal(await ask('stat /a', 3), 'in the background');
  });

  it('at once pauses where that is slow on average, and begins again later', async () => {
    const slow = (): Promise<Where> => {
      const atOnce = (): Where => {
        now += 9;
        return 'at once';
      };
      return disk.ask('stat /a', () => Promise.resolve('in the background'), atOnce);
    };
    const answers: Where[] = [];
    for (let round = 0; round < 50; round++) answers.push(await slow());
    const atOnce = answers.filter((where) => where === 'at once').length;
    assert.ok(atOnce > 1 && atOnce < 15, answers.join());
    assert.equal(await slow(), 'in the background');
    assert.equal(await slow(), 'in the background');
    now += 10_000;
    await slow();
    assert.equal(await slow(), 'at once');
  });

  it('that fails tells so each time, at once as well: that a file is not there is an answer', async () => {
    const fail = (): Promise<Where> =>
      disk.ask(
        'stat /a',
        () => Promise.reject(new Error('ENOENT in the background')),
        () => {
          throw new Error('ENOENT at once');
        },
      );
    await assert.rejects(fail(), /ENOENT in the background/);
    await assert.rejects(fail(), /ENOENT at once/);
    now += 50;
    await assert.rejects(fail(), /ENOENT in the background/);
  });

  it('remembers a bounded number of answers', async () => {
    for (let index = 0; index <= 1_000; index++) await ask(`stat /${index}`, 0);
    assert.equal(await ask('stat /1000'), 'at once');
    assert.equal(await ask('stat /0'), 'in the background');
  });
});

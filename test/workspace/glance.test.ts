import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { glanceLater, glanceNow } from '../../workspace/glance.ts';
import { World } from './fixture.ts';

const MEGABYTE = 1 << 20;
const WINDOW = 1 << 18;

/** What a file holds, and whether a reader has to look at it. */
const FILES: readonly (readonly [name: string, content: string | Uint8Array, mayConcern: boolean])[] = [
  ['nothing', '', false],
  ['one letter', '\ufeff', false],
  ['other words', '[{"type":"function","func":"return msg;"}]'.repeat(20_000), false],
  ['a name', '[{"func":"return global.get(\'SECRETS.KEY\')"}]', true],
  ['a name that an escape hides', '[{"func":"S\\u0045CRETS"}]', true],
  ['a name at the end of many windows', `${' '.repeat(MEGABYTE)}CREDENTIALS`, true],
  ['a name across the border of a window', `${' '.repeat(WINDOW - 64 - 3)}CRETS`, true],
  ['a name without its end', 'SECR', false],
  ['UTF-16, which no look can tell of', Buffer.from('\ufeff[]', 'utf16le'), true],
  ['UTF-16 the other way', Buffer.from('\ufeff[]', 'utf16le').swap16(), true],
];

const WAYS = [
  ['at once', (path: string, maxBytes: number) => Promise.resolve(glanceNow(path, maxBytes))],
  ['in the background', glanceLater],
] as const;

describe('a look through a file', () => {
  let world: World;
  before(async () => {
    world = await World.create();
    for (const [name, content] of FILES) await world.write(name, content);
  });
  after(() => world.dispose());

  for (const [way, glance] of WAYS) {
    for (const [name, content, mayConcern] of FILES)
      it(`${way} tells ${name}`, async () => {
        const found = await glance(world.path(name), MEGABYTE + 100);
        assert.equal(found.mayConcern, mayConcern);
        assert.equal(found.stat.size, Buffer.byteLength(content));
        assert.equal(found.stat.isFile, true);
      });

    it(`${way} leaves out what is too big, and what is no file`, async () => {
      assert.equal((await glance(world.path('a name'), 10)).mayConcern, false);
      assert.equal((await glance(world.root, MEGABYTE)).stat.isFile, false);
    });
  }

  it('waits for no one at the other end of a pipe', function () {
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [world.path('pipe')]);
    assert.equal(glanceNow(world.path('pipe'), MEGABYTE).stat.isFile, false);
  });
});

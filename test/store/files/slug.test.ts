import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { slugOf, spaceFileName } from '../../../store/files/slug.ts';

describe('names of new space files', () => {
  const cases: readonly (readonly [space: string, slug: string])[] = [
    ['Acme - Ingest - DEV', 'acme-ingest-dev'],
    ['  --A_B--  ', 'a-b'],
    ['ＦＵＬＬ ½', 'full-1-2'],
    ['Café', 'café'],
    ['开发 环境', '开发-环境'],
    ['e\u0301', 'é'],
    ['a.b/c\\d:e', 'a-b-c-d-e'],
    ['😀', ''],
    ['x'.repeat(80), 'x'.repeat(60)],
    [`${'x'.repeat(59)}-y`, 'x'.repeat(59)],
  ];
  for (const [space, slug] of cases) {
    it(`${space.slice(0, 30)} → ${slug.slice(0, 30)}`, () => {
      assert.equal(slugOf(space), slug);
    });
  }

  it('a taken, empty or reserved one gets a digest', () => {
    const digest = (space: string): string => createHash('sha256').update(space, 'utf8').digest('hex').slice(0, 6);
    assert.equal(spaceFileName('DEV', []), 'dev.space.json');
    assert.equal(spaceFileName('DEV', ['Dev.space.json']), `dev-${digest('DEV')}.space.json`);
    assert.equal(spaceFileName('😀', []), `${digest('😀')}.space.json`);
    for (const name of ['CON', 'com1', 'LPT9', 'nul'])
      assert.match(spaceFileName(name, []), /-[0-9a-f]{6}\.space\.json$/);
    assert.throws(() => spaceFileName('DEV', ['dev.space.json', `dev-${digest('DEV')}.space.json`]), /rename/);
  });

  it('is a plain file name whatever the space is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (space) => {
        assert.match(spaceFileName(space, []), /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*\.space\.json$/u);
      }),
    );
  });
});

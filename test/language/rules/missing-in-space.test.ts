import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const some: Scene = {
  spaces: {
    DEV: { KEY: true, DB: { host: true, user: true } },
    STAGING: { DB: { host: true } },
    PROD: { DB: { user: true } },
  },
};

describe('missing-in-space', () => {
  const cases: [title: string, marked: string, scene?: Scene][] = [
    ['a key that some bound spaces have', 'SECRETS.⟦missing-in-space KEY⟧'],
    ['not a key that all have', 'SECRETS.DB'],
    ['not in a file bound to one space that has it', 'SECRETS.KEY', { ...some, bound: ['DEV'] }],
    ['a path is judged by the spaces that have the key', 'SECRETS.⟦missing-in-space KEY⟧.⟦unknown-path x⟧'],
    ['a segment that some have', 'SECRETS.DB.⟦missing-in-space host⟧; SECRETS.DB.⟦missing-in-space user⟧'],
    ['never without bindings', 'SECRETS.KEY; SECRETS.DB.host', { ...some, bound: 'all' }],
    [
      'where it is certain, though another space is broken',
      'SECRETS.⟦missing-in-space KEY⟧; SECRETS.TYPO',
      { ...some, bound: ['DEV', 'PROD', 'LAB'], broken: ['LAB'] },
    ],
    [
      'not where a broken space may be the one that has it',
      'SECRETS.KEY',
      { ...some, bound: ['PROD', 'LAB'], broken: ['LAB'] },
    ],
  ];
  for (const [title, marked, scene = some] of cases) it(title, () => void assertMarked('a.js', marked, scene));

  it('names the spaces, and offers to create it where it is missing', () => {
    const { findings } = assertMarked('a.js', 'SECRETS.⟦missing-in-space KEY⟧', some);
    assert.equal(findings[0]?.message, '“KEY” is in DEV but missing in STAGING and PROD: add it there.');
    assert.deepEqual(findings[0].fixes, [{ kind: 'create-secret', key: 'KEY', path: [], spaces: ['STAGING', 'PROD'] }]);
  });

  it('names readable spaces only', () => {
    const scene = { ...some, bound: ['DEV', 'PROD', 'LAB'], broken: ['LAB'] };
    const { findings } = assertMarked('a.js', 'SECRETS.⟦missing-in-space KEY⟧', scene);
    assert.equal(findings[0]?.message, '“KEY” is in DEV but missing in PROD: add it there.');
  });

  it('names a few of many spaces', () => {
    const lacking = ['B', 'C', 'D', 'E', 'F', 'G'].map((space) => [space, {}] as const);
    const spaces = { A: { KEY: true as const }, ...Object.fromEntries(lacking) };
    const { findings } = assertMarked('a.js', 'SECRETS.⟦missing-in-space KEY⟧', { spaces });
    assert.equal(findings[0]?.message, '“KEY” is in A but missing in B, C, D, E and 2 more: add it there.');
  });
});

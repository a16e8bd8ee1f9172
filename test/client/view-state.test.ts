import assert from 'node:assert/strict';
import { type ProjectFacts, viewState } from '../../client/view-state.ts';

const BARE: ProjectFacts = { configured: false, problem: false, spaces: 0, broken: 0, usedSecrets: 0 };

describe('viewState', () => {
  const cases: readonly (readonly [what: string, projects: readonly ProjectFacts[], state: string])[] = [
    ['a folder of nothing', [BARE], 'noStore'],
    ['no project', [], 'noStore'],
    ['flows that use names without a store', [{ ...BARE, usedSecrets: 4 }], 'noStoreUsed'],
    ['a configuration without spaces', [{ ...BARE, configured: true, usedSecrets: 4 }], 'noSpaces'],
    ['spaces', [{ ...BARE, configured: true, spaces: 1 }], 'ready'],
    ['a broken configuration: a row says so', [{ ...BARE, configured: true, problem: true }], 'broken'],
    [
      'a broken configuration beside spaces',
      [
        { ...BARE, problem: true },
        { ...BARE, spaces: 1 },
      ],
      'ready',
    ],
    ['a broken space file: a row says so', [{ ...BARE, broken: 1 }], 'ready'],
    ['one project with spaces beside one without', [BARE, { ...BARE, spaces: 2 }], 'ready'],
  ];
  for (const [what, projects, state] of cases) {
    it(`${what}: ${state}`, () => {
      assert.equal(viewState('done', projects), state);
    });
  }

  it('waits for the first answer, and shows when there is none', () => {
    assert.equal(viewState('loading', []), 'loading');
    assert.equal(viewState('failed', []), 'failed');
  });

  it('keeps known rows on show while the server is away', () => {
    assert.equal(viewState('failed', [{ ...BARE, spaces: 1 }]), 'ready');
  });
});

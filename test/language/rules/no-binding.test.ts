import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };

describe('no-binding', () => {
  it('is said once, on the first reference', () => {
    const { findings } = assertMarked('a.js', 'SECRETS.⟦no-binding KEY⟧; SECRETS.KEY; SECRETS.TYPO', {
      ...scene,
      bound: 'unbound',
    });
    assert.equal(findings[0]?.severity, 'hint');
    assert.deepEqual(findings[0].fixes, [{ kind: 'bind-file' }]);
  });
  it('is not said of a file without a finished reference', () => {
    assertMarked('a.js', '⟦dynamic-access SECRETS[x]⟧; SECRETS.', { ...scene, bound: 'unbound' });
  });
});

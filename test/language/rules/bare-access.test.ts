import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };
const flow = (func: string): string => JSON.stringify([{ id: '1', type: 'function', func }]).replace(/\\"/g, "'");

describe('bare-access', () => {
  it('is a hint with the way that works', () => {
    const judged = assertMarked('a.json', flow('return ⟦bare-access SECRETS.KEY⟧;'), scene);
    assert.equal(judged.findings[0]?.severity, 'hint');
    const [fixed = ''] = applyFixes(judged);
    const [node] = JSON.parse(fixed) as { func: string }[];
    assert.equal(node?.func, 'return global.get("SECRETS.KEY");');
  });
  it('is no unknown secret', () => {
    assertMarked('a.json', flow('return ⟦bare-access SECRETS.TYPO⟧;'), scene);
  });
});

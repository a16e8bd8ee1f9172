import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true } } };

describe('unknown-rule', () => {
  it('says what was meant in a comment', () => {
    const judged = assertMarked(
      'a.js',
      'SECRETS.KEY; // flow-secrets-ignore-line ⟦unknown-rule unknown-secrets⟧',
      scene,
    );
    assert.equal(judged.findings[0]?.severity, 'warning');
    assert.equal(
      judged.findings[0].message,
      '“unknown-secrets” is no rule, so this has no effect: did you mean “unknown-secret”?',
    );
    assert.equal(applyFixes(judged)[0], 'SECRETS.KEY; // flow-secrets-ignore-line unknown-secret');
  });

  it('speaks of descriptions of nodes, where nothing is near too', () => {
    const node = { id: '1', type: 'function', func: '', info: 'flow-secrets-ignore ⟦unknown-rule nothing⟧' };
    const { findings } = assertMarked('a.json', JSON.stringify([node]), scene);
    assert.equal(findings[0]?.message, '“nothing” is no rule, so this has no effect: correct or remove it.');
  });
});

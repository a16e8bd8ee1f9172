import assert from 'node:assert/strict';
import { ruleSettings } from '../../../language/rules/settings.ts';
import { assertMarked, type Scene } from './fixture.ts';

const scene = (...chosen: readonly (readonly [string, unknown])[]): Scene => ({
  spaces: { DEV: { KEY: true } },
  settings: ruleSettings(chosen),
});

describe('the settings of rules', () => {
  it('make a rule as loud as was chosen', () => {
    for (const severity of ['hint', 'info', 'warning', 'error']) {
      const { findings } = assertMarked('a.js', 'SECRETS.⟦unknown-secret NOPE⟧', scene(['unknown-secret', severity]));
      assert.equal(findings[0]?.severity, severity);
    }
  });

  it('switch a rule off', () => {
    assertMarked('a.js', 'SECRETS.NOPE; SECRETS.KEY.⟦unknown-path x⟧', scene(['unknown-secret', 'off']));
  });

  it('leave the default where nothing usable was chosen', () => {
    const settings = scene(['unknown-secret', 'loud'], ['toString', 'off'], ['no-rule', 'off'], ['unknown-secret', 3]);
    const { findings } = assertMarked('a.js', 'SECRETS.⟦unknown-secret NOPE⟧', settings);
    assert.equal(findings[0]?.severity, 'error');
  });
});

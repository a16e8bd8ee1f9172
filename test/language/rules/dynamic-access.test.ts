import assert from 'node:assert/strict';
import { assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true, DB: { host: true } } } };

describe('dynamic-access', () => {
  it('is for information, on the whole access', () => {
    const { findings } = assertMarked(
      'a.js',
      'f(⟦dynamic-access SECRETS[name]⟧, ⟦dynamic-access CREDENTIALS[x]⟧.y)',
      scene,
    );
    assert.deepEqual(
      findings.map(({ severity, message }) => [severity, /may be any [a-z ]+/.exec(message)?.[0]]),
      [
        ['info', 'may be any secret'],
        ['info', 'may be any external credential'],
      ],
    );
  });

  it('is not said of a computed path, of the whole object, of a name that is a constant', () => {
    assertMarked('a.js', 'f(SECRETS.DB[name], SECRETS); const KEY = "KEY"; g(SECRETS[KEY])', scene);
  });
});

import assert from 'node:assert/strict';
import { readScript } from '../../../language/references/script.ts';

describe('readScript', () => {
  for (const code of [
    'SECRETS.|',
    'f(SECRETS.|)',
    'CREDENTIALS["|',
    'CREDENTIALS["mail"].|',
    '"${{ SECRETS.| }}"',
    'const { | } = SECRETS',
  ])
    it(`has a place for completion in ${code}`, () => {
      const { references } = readScript(code.replace('|', ''));
      const names = references.flatMap(({ key, path }) => (key ? [key, ...path] : path));
      assert.equal(names.find(({ name }) => name === '')?.start, code.indexOf('|'));
    });
});

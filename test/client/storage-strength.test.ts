import assert from 'node:assert/strict';
import { type EditorFacts, storageWarning, strengthOf, type StorageStrength } from '../../client/storage-strength.ts';

const DESKTOP: EditorFacts = { platform: 'linux', isWeb: false, isRemote: false, passwordStore: undefined };

describe('how strong the secret storage is', () => {
  const cases: readonly (readonly [what: string, facts: Partial<EditorFacts>, strength: StorageStrength])[] = [
    ['Linux that says nothing', {}, 'unknown'],
    ['Linux with a keyring by name', { passwordStore: 'gnome-libsecret' }, 'unknown'],
    ['Linux whose user agreed to weaker encryption', { passwordStore: 'basic' }, 'weak'],
    ['macOS', { platform: 'darwin' }, 'keyring'],
    ['Windows', { platform: 'win32' }, 'keyring'],
    ['a remote window: the other machine decides', { isRemote: true, passwordStore: 'basic' }, 'remote'],
    ['a browser, remote or not', { isWeb: true, isRemote: true }, 'browser'],
  ];
  for (const [what, facts, strength] of cases) {
    it(what, () => {
      assert.equal(strengthOf({ ...DESKTOP, ...facts }), strength);
      assert.equal(storageWarning(strength) === undefined, strength === 'keyring');
    });
  }
});

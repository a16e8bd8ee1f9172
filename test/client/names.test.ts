import assert from 'node:assert/strict';
import { checkKey, checkName, checkPublicKey, suggestKey } from '../../client/names.ts';

describe('checkKey', () => {
  for (const key of ['', '1ST', 'MY-KEY', 'A B', 'secrets', 'TAKEN', 'ÄPFEL', 'A.B', '{{X}}', 'A_'.repeat(101)]) {
    it(`refuses ${JSON.stringify(key.slice(0, 12))}`, () => {
      assert.equal(checkKey(key, ['TAKEN'])?.severity, 'error');
    });
  }
  for (const key of ['key', 'KEY', '_A', 'camelCase', '__proto__', 'constructor']) {
    it(`takes ${key}, with advice`, () => {
      assert.equal(checkKey(key, [])?.severity, 'advice');
    });
  }
  for (const key of ['MAM_API_KEY', 'S3_URL', 'A_'.repeat(100)]) {
    it(`takes ${key.slice(0, 20)}`, () => {
      assert.equal(checkKey(key, ['TAKEN']), undefined);
    });
  }
});

describe('suggestKey', () => {
  it('suggests a KEY that can be used for a name of any length', () => {
    const first = suggestKey('a'.repeat(10_000), []);
    for (const key of [first, suggestKey('a'.repeat(10_000), [first]), suggestKey('1'.repeat(10_000), [])])
      assert.notEqual(checkKey(key, [])?.severity, 'error');
  });
});

describe('checkName', () => {
  for (const name of ['', ' ', ' a', 'a ', 'a\nb', 'a\u0007', 'x'.repeat(201), 'ENC[x', 'Taken']) {
    it(`refuses ${JSON.stringify(name.slice(0, 12))}`, () => {
      assert.equal(checkName(name, ['Taken'])?.severity, 'error');
    });
  }
  for (const name of ['Acme - Ingest - DEV', '測試', '🎬', '__proto__', 'x'.repeat(200)]) {
    it(`takes ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.equal(checkName(name, ['Taken']), undefined);
    });
  }
});

describe('checkPublicKey', () => {
  it('takes an age public key, and refuses a private one by name', () => {
    assert.equal(checkPublicKey('age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'), undefined);
    assert.match(checkPublicKey('AGE-SECRET-KEY-1')?.message ?? '', /PRIVATE/);
    assert.match(checkPublicKey('ssh-ed25519 AAAA')?.message ?? '', /public key \(age1/);
  });
});

import assert from 'node:assert/strict';
import { type CredentialEntry } from '../../../language/catalog.ts';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const mails: CredentialEntry = {
  name: 'mails',
  type: 'mailgun',
  fields: ['domain'],
  sealed: ['apiKey'],
  blank: ['region'],
};
const scene: Scene = { spaces: { DEV: {} }, credentials: [mails] };

describe('unknown-credential-field', () => {
  const cases: [title: string, marked: string, scene?: Scene][] = [
    ['a field that the credential has not', 'CREDENTIALS.mails.⟦unknown-credential-field token⟧'],
    [
      'plain and sealed fields and the type are known',
      'CREDENTIALS.mails.domain; CREDENTIALS.mails.apiKey; CREDENTIALS.mails.type',
    ],
    ['a field that was left blank', 'CREDENTIALS.mails.⟦unknown-credential-field region⟧'],
    ['constructor is an ordinary name', 'CREDENTIALS.mails.⟦unknown-credential-field constructor⟧'],
    ['members of objects in code', 'CREDENTIALS.mails.hasOwnProperty("x")'],
    ['nothing below a field', 'CREDENTIALS.mails.apiKey.length; CREDENTIALS.mails.apiKey.whatever'],
    ['not of an unknown credential', 'CREDENTIALS.⟦unknown-credential x⟧.token'],
    ['not a computed field', 'CREDENTIALS.mails[name]'],
    ['not while credentials.json is torn', 'CREDENTIALS.mails.token', { ...scene, credentialsComplete: false }],
    ['not in a file that no binding names', 'CREDENTIALS.⟦no-binding mails⟧.token', { ...scene, bound: 'unbound' }],
  ];
  for (const [title, marked, own = scene] of cases) it(title, () => void assertMarked('a.js', marked, own));

  it('says what was meant', () => {
    const judged = assertMarked('a.js', 'CREDENTIALS.mails.⟦unknown-credential-field apikey⟧', scene);
    assert.equal(
      judged.findings[0]?.message,
      '“mails” (mailgun) has no field “apikey”: did you mean “apiKey” (names are case-sensitive)?',
    );
    assert.deepEqual(applyFixes(judged), ['CREDENTIALS.mails.apiKey']);
  });

  it('says that a field was left blank', () => {
    const { findings } = assertMarked('a.js', 'CREDENTIALS.mails.⟦unknown-credential-field region⟧', scene);
    assert.equal(
      findings[0]?.message,
      'The field “region” of “mails” (mailgun) was left blank: fill it in, or do without it.',
    );
  });
});

import assert from 'node:assert/strict';
import { type CredentialEntry } from '../../../language/catalog.ts';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const mails: CredentialEntry = { name: 'alert-mails', type: 'mailgun', fields: ['domain'], sealed: ['apiKey'] };
const scene: Scene = { spaces: { DEV: {} }, credentials: [mails] };

describe('unknown-credential', () => {
  const cases: [title: string, path: string, marked: string, scene?: Scene][] = [
    ['a name that is none', 'a.js', 'CREDENTIALS["⟦unknown-credential alert-mail⟧"].apiKey'],
    ['not one that is there', 'a.js', 'CREDENTIALS["alert-mails"].apiKey'],
    ['any, where there is none at all', 'a.js', 'CREDENTIALS.⟦unknown-credential x⟧', { spaces: { DEV: {} } }],
    ['a record', 'a.json', '{"function_type":"http","script":"","credential":"⟦unknown-credential alert-mail⟧"}'],
    ['not while credentials.json is torn', 'a.js', 'CREDENTIALS.x', { ...scene, credentialsComplete: false }],
    [
      'while a space is broken: credentials.json alone counts',
      'a.js',
      'CREDENTIALS.⟦unknown-credential x⟧',
      { ...scene, bound: ['LAB'] },
    ],
    ['not in a file that no binding names', 'a.js', 'CREDENTIALS.⟦no-binding x⟧', { ...scene, bound: 'unbound' }],
    ['without bindings', 'a.js', 'CREDENTIALS.⟦unknown-credential x⟧', { ...scene, bound: 'all' }],
  ];
  for (const [title, path, marked, own = scene] of cases) it(title, () => void assertMarked(path, marked, own));

  it('offers the near name and to create it', () => {
    const judged = assertMarked('a.js', 'CREDENTIALS.⟦unknown-credential alertMails⟧', scene);
    assert.equal(
      judged.findings[0]?.message,
      '“alertMails” is no external credential: add it, or did you mean “alert-mails”?',
    );
    assert.deepEqual(applyFixes(judged), ['CREDENTIALS["alert-mails"]']);
    assert.deepEqual(judged.findings[0].fixes.at(-1), { kind: 'create-credential', name: 'alertMails' });
  });
});

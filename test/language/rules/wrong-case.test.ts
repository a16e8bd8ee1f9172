import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const credentials = [{ name: 'mails', type: 'mailgun', fields: [], sealed: ['apiKey'] }];
const scene: Scene = { spaces: { DEV: { API_KEY: true, 'a-b': true } }, credentials };
const code = (func: string): string => JSON.stringify([{ id: '1', type: 'function', func }]);
const template = (text: string): string =>
  JSON.stringify([{ id: '1', type: 'template', syntax: 'mustache', template: text }]);

const change = (to: string): string =>
  JSON.stringify([{ id: '1', type: 'change', rules: [{ t: 'set', p: 'a', pt: 'msg', to, tot: 'global' }] }]);

describe('wrong-case', () => {
  const cases: readonly (readonly [title: string, file: string, marked: string, severity: string])[] = [
    ['the root with a known key', 'a.json', code("global.get('⟦wrong-case secrets⟧.API_KEY')"), 'warning'],
    ['the root with another name behind it', 'a.json', code("global.get('⟦wrong-case secrets⟧.mine')"), 'hint'],
    ['the root alone', 'a.json', code("global.get('⟦wrong-case Secrets⟧')"), 'hint'],
    ['a template', 'a.json', template('{{{global.⟦wrong-case Secrets⟧.API_KEY}}}'), 'warning'],
    ['a typed input', 'a.json', change('⟦wrong-case secrets⟧.API_KEY'), 'warning'],
    ['a typed input with a store', 'a.json', change('#:(file)::⟦wrong-case Secrets⟧["a-b"]'), 'warning'],
    ['a typed input of another name', 'a.json', change('⟦wrong-case credentials⟧.mine'), 'hint'],
    ['credentials', 'a.json', code("global.get('⟦wrong-case credentials⟧.mails.apiKey')"), 'warning'],
    ['a credential that is not there', 'a.json', code("global.get('⟦wrong-case Credentials⟧.x')"), 'hint'],
  ];
  for (const [title, file, marked, severity] of cases) {
    it(`speaks of ${title}`, () => {
      const judged = assertMarked(file, marked, scene);
      assert.equal(judged.findings[0]?.severity, severity);
      const [fixed = ''] = applyFixes(judged);
      assert.match(fixed, /SECRETS|CREDENTIALS/);
    });
  }

  it('mends a word whose letters are codes, and none that is put together', () => {
    const spelled = change('⟦wrong-case SECRETS⟧.API_KEY').replace('SECRETS', String.raw`\u0053ecrets`);
    const judged = assertMarked('a.json', spelled, scene);
    assert.deepEqual(applyFixes(judged), [change('SECRETS.API_KEY')]);
    const pieces = assertMarked('a.json', code("⟦wrong-case global.get('sec' + 'rets.API_KEY')⟧//SECRETS"), scene);
    assert.deepEqual(applyFixes(pieces), []);
  });

  it('says what to write', () => {
    const { findings } = assertMarked('a.json', code("global.get('⟦wrong-case secrets⟧.API_KEY')"), scene);
    assert.equal(
      findings[0]?.message,
      'This is not SECRETS, as names are case-sensitive: write SECRETS to read “API_KEY”.',
    );
  });

  it('leaves a key in the wrong case to unknown-secret, which says so', () => {
    const judged = assertMarked('a.js', 'SECRETS.⟦unknown-secret api_key⟧', scene);
    assert.equal(
      judged.findings[0]?.message,
      '“api_key” is not in DEV: add it, or did you mean “API_KEY” (names are case-sensitive)?',
    );
    assert.deepEqual(applyFixes(judged), ['SECRETS.API_KEY']);
  });
});

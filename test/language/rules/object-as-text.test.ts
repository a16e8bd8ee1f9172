import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const DB = { host: true, 'user name': true, deep: { a: true }, hosts: [true], all: [{ a: true }], odd: null } as const;
const scene: Scene = { spaces: { DEV: { DB, KEY: true } } };
const template = (text: string): string =>
  JSON.stringify([{ id: '1', type: 'template', syntax: 'mustache', template: text }]);

describe('object-as-text', () => {
  const cases: readonly (readonly [title: string, file: string, marked: string, scene?: Scene])[] = [
    ['a JSON secret', 'a.json', template('{{{global.SECRETS.⟦object-as-text DB⟧}}}')],
    ['an object in it', 'a.json', template('{{{global.SECRETS.DB.⟦object-as-text deep⟧}}}')],
    ['a list of objects', 'a.mustache', '{{{SECRETS.DB.⟦object-as-text all⟧}}}'],
    ['all secrets', 'a.json', template('{{{global.⟦object-as-text SECRETS⟧}}}')],
    ['a text in it', 'a.json', template('{{{global.SECRETS.DB.host}}}')],
    ['a list of texts, printed with commas', 'a.json', template('{{{global.SECRETS.DB.hosts}}}')],
    ['what is not known', 'a.json', template('{{{global.SECRETS.DB.odd}}}')],
    ['a section', 'a.json', template('{{#global.SECRETS.DB}}{{{host}}}{{/global.SECRETS.DB}}')],
    ['code', 'a.js', 'connect(SECRETS.DB)'],
    ['a space in which it is a text', 'a.mustache', '{{{SECRETS.DB}}}', { spaces: { A: { DB }, B: { DB: true } } }],
  ];
  for (const [title, file, marked, where = scene] of cases) it(title, () => void assertMarked(file, marked, where));

  it('says what to name, and offers the texts in it', () => {
    const judged = assertMarked('a.json', template('{{{global.SECRETS.⟦object-as-text DB⟧}}}'), scene);
    assert.equal(judged.findings[0]?.severity, 'warning');
    assert.equal(
      judged.findings[0].message,
      '“DB” is a JSON secret in DEV, so this prints [object Object]: name a path in it, such as “DB.host”.',
    );
    assert.deepEqual(applyFixes(judged), [
      template('{{{global.SECRETS.DB.host}}}'),
      template(`{{{global.SECRETS.DB["user name"]}}}`),
    ]);
  });
});

import assert from 'node:assert/strict';
import { applyFixes, assertMarked, type Scene } from './fixture.ts';

const scene: Scene = { spaces: { DEV: { KEY: true, DB: { host: true } } } };
const template = (text: string, more: object = {}): string =>
  JSON.stringify([{ id: '1', type: 'template', syntax: 'mustache', template: text, ...more }]);

describe('html-escaped', () => {
  const cases: readonly (readonly [title: string, file: string, marked: string])[] = [
    ['double braces in a template node', 'a.json', template('Bearer {{global.SECRETS.⟦html-escaped KEY⟧}}')],
    ['double braces in a template file', 'a.mustache', 'k={{SECRETS.⟦html-escaped KEY⟧}}'],
    ['a name in a section', 'a.json', template('{{#global.SECRETS}}{{⟦html-escaped KEY⟧}}{{/global.SECRETS}}')],
    ['other delimiters', 'a.json', template('{{=<% %>=}}<% global.SECRETS.⟦html-escaped KEY⟧ %>')],
    ['no triple braces', 'a.json', template('{{{global.SECRETS.KEY}}} {{&global.SECRETS.KEY}}')],
    ['no HTML, where the value belongs escaped', 'a.json', template('<p class="x">{{global.SECRETS.KEY}}</p>')],
    ['no XML', 'a.mustache', '<?xml version="1.0"?><a>{{SECRETS.KEY}}</a>'],
    ['no plain text', 'a.json', template('{{global.SECRETS.⟦literal-not-evaluated KEY⟧}}', { syntax: 'plain' })],
    ['no other placeholders', 'a.mustache', '${SECRETS.KEY} ${{ SECRETS.KEY }}'],
    ['no test of a value', 'a.hbs', '{{#if SECRETS.KEY}}yes{{/if}}'],
    ['nothing that is not there', 'a.mustache', '{{SECRETS.⟦unknown-secret NOPE⟧}}'],
    [
      'nothing that comes from around a section',
      'a.json',
      template('{{#global.SECRETS.KEY}}{{name}}{{/global.SECRETS.KEY}}'),
    ],
    ['nothing that is printed as [object Object]', 'a.json', template('{{global.SECRETS.⟦object-as-text DB⟧}}')],
    [
      'no node that is not known',
      'a.json',
      JSON.stringify([{ id: '1', type: 'my-mail', body: '{{global.SECRETS.KEY}}' }]),
    ],
  ];
  for (const [title, file, marked] of cases) it(`speaks of ${title}`, () => void assertMarked(file, marked, scene));

  it('is a hint, and its fix prints the value as it is', () => {
    const forms: readonly (readonly [marked: string, fixed: string])[] = [
      [template('"{{ global.SECRETS.⟦html-escaped KEY⟧ }}"'), template('"{{& global.SECRETS.KEY }}"')],
      [
        template('{{=<% %>=}}<% global.SECRETS.⟦html-escaped KEY⟧ %>'),
        template('{{=<% %>=}}<%& global.SECRETS.KEY %>'),
      ],
    ];
    for (const [marked, fixed] of forms) {
      const judged = assertMarked('a.json', marked, scene);
      assert.equal(judged.findings[0]?.severity, 'hint');
      assert.deepEqual(applyFixes(judged), [fixed]);
    }
    const file = assertMarked('a.hbs', '{{~ SECRETS.⟦html-escaped KEY⟧ ~}}', scene);
    assert.deepEqual(applyFixes(file), ['{{~& SECRETS.KEY ~}}']);
  });
});

import assert from 'node:assert/strict';
import { readTemplate } from '../../../language/references/template.ts';
import { TEMPLATE_FILES } from '../forms/template-files.ts';
import { assertCutsKeep, assertTolerant } from './readings.ts';

describe('template files', () => {
  it('keep what is whole when they are cut', () => {
    for (const [template] of TEMPLATE_FILES) assertCutsKeep(readTemplate, template);
  });

  it('reads any text', () => {
    const fragments =
      '{{ }} {{{ }}} # ^ / ~ ${ ${{ } {{#with | as {{else}} \\ (lookup ) . SECRETS . .X [ ] " \' \n ?. = <% %> !--'.split(
        ' ',
      );
    assertTolerant(readTemplate, [
      ...fragments,
      '{{SECRETS.X}}',
      '{{#with SECRETS.DB}}',
      '{{/with}}',
      '${CREDENTIALS["',
    ]);
  });

  for (const unit of [
    '{{',
    '${',
    '${ ${} ',
    '{{#SECRETS}}',
    '{{#a}}',
    '{{#with SECRETS.A as |b|}}',
    '{{/x}}',
    '\\',
    '${SECRETS.A.',
    '{{SECRETS["',
    '{{!--',
    'SECRETS[',
  ]) {
    it(`reads ${JSON.stringify(unit)} over and over`, () => {
      const template = '{{SECRETS.X}}' + unit.repeat(300_000 / unit.length);
      assert.equal(readTemplate(template).references[0]?.key?.name, 'X');
    });
  }
});

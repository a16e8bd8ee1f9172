import assert from 'node:assert/strict';
import { readMessageMustache, readMustache } from '../../../language/references/mustache.ts';
import { MUSTACHE } from '../forms/mustache.ts';
import { assertCutsKeep, assertTolerant, described } from './readings.ts';

describe('mustache', () => {
  it('keeps what is whole when a template is cut', () => {
    for (const [template] of MUSTACHE) assertCutsKeep(readMustache, template);
  });

  it('knows that the message alone gives an empty text', () => {
    const reading = readMessageMustache('https://x/?k={{global.SECRETS.X}}&l={{{global.SECRETS.Y}}}&m={{SECRETS.Z}}');
    assert.deepEqual(described(reading, { effect: 'value' }), ['X empty', 'Y empty']);
    assert.deepEqual(reading.bare, []);
  });

  it('takes SECRETS without global for an access to the message', () => {
    const template = 'a {{SECRETS.X}} {{{ CREDENTIALS["m"].key }}} {{SECRETS}}';
    const replacements = readMustache(template).bare.map(({ kind, start, end, replacement }) => [
      kind,
      template.slice(start, end),
      replacement,
    ]);
    assert.deepEqual(replacements, [
      ['secret', 'SECRETS.X', 'global.SECRETS.X'],
      ['credential', 'CREDENTIALS["m"].key', 'global.CREDENTIALS["m"].key'],
    ]);
  });

  it('reads any text', () => {
    const fragments = '{{ }} {{{ }}} # ^ / & ! = {{=<% %>=}} <% %> global. SECRETS .X [ ] " \n'.split(' ');
    assertTolerant(readMustache, [...fragments, '{{global.SECRETS.X}}', '{{#global.SECRETS}}', '{{/global.SECRETS}}']);
  });

  for (const unit of [
    '{{',
    '{{#global.SECRETS}}',
    '{{#a}}',
    '{{{global.SECRETS.',
    '{{/x}}',
    '{{=<% %>=}}<%={{ }}=%>',
  ]) {
    it(`reads ${JSON.stringify(unit)} over and over`, () => {
      const template = '{{#global.SECRETS}}' + unit.repeat(200_000 / unit.length) + ' x {{global.SECRETS.X}}';
      const last = readMustache(template).references.at(-1);
      assert.equal(last?.key?.name, 'X');
    });
  }
});

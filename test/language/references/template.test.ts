import assert from 'node:assert/strict';
import { readTemplate } from '../../../language/references/template.ts';
import { assertCutsKeep, assertExact, assertTolerant, described } from './readings.ts';

const FORMS: readonly (readonly [template: string, ...expected: string[]])[] = [
  // Mustache.
  ['{{SECRETS.X}} {{ global.SECRETS.Y }} {{{SECRETS.Z}}} {{& SECRETS.A}}', 'X escaped', 'Y escaped', 'Z', 'A'],
  ['{{SECRETS.DB.host}} {{SECRETS.a-b}} {{SECRETS.LIST.0.x}}', 'DB.host escaped', 'a-b escaped', 'LIST.0.x escaped'],
  ['{{SECRETS.LIST[0].x}}', 'LIST.0.x escaped'],
  ['{{#SECRETS.DB}}{{host}}{{/SECRETS.DB}}{{host}}', 'DB.host escaped relative', 'DB'],
  [
    '{{#SECRETS}}{{X}}{{#DB}}{{host}}{{/DB}}{{/SECRETS}}',
    'X escaped relative',
    'DB.host escaped relative',
    'DB relative',
  ],
  ['{{^SECRETS.NO}}{{x}}{{/SECRETS.NO}}', 'NO', 'NO'],
  ['{{=<% %>=}}<% SECRETS.X %>{{SECRETS.Y}}', 'X escaped'],
  // Handlebars.
  ['{{#if SECRETS.X}}a{{else}}b{{/if}}', 'X'],
  ['{{#if a}}{{else if SECRETS.X}}{{/if}}', 'X'],
  ['{{helper SECRETS.X arg=SECRETS.Y (sub SECRETS.Z)}}', 'X escaped', 'Y escaped', 'Z escaped'],
  ['{{{helper "SECRETS.N" SECRETS.X}}}', 'X'],
  [
    '{{#with SECRETS.DB}}{{host}}{{upper user}}{{this.port}}{{./tls}}{{/with}}{{host}}',
    'DB.host escaped relative',
    'DB.user escaped relative',
    'DB.port escaped relative',
    'DB.tls escaped relative',
  ],
  ['{{#with SECRETS}}{{X}}{{/with}}', 'X escaped relative'],
  ['{{#with SECRETS.DB as |db|}}{{db.host}}{{db}}{{/with}}', 'DB.host escaped relative'],
  ['{{#with SECRETS.DB}}{{host}}{{else}}{{port}}{{/with}}', 'DB.host escaped relative'],
  [
    '{{#with SECRETS.DB}}{{#if tls}}{{host}}{{/if}}{{@root.SECRETS.X}}{{../SECRETS.Y}}{{../z}}{{/with}}',
    'DB.tls relative',
    'DB.host escaped relative',
    'X escaped',
    'Y escaped',
  ],
  ['{{#each SECRETS.LIST}}{{name}}{{/each}}', 'LIST'],
  ['{{#each SECRETS}}{{@key}}{{/each}}', '* whole'],
  ['{{SECRETS.[a b]}} {{SECRETS.[x].y}}', 'a b escaped', 'x.y escaped'],
  ['{{SECRETS["a b"]}} {{SECRETS[\'c\'].d}} {{ SECRETS[ "e" ] }}', 'a b escaped', 'c.d escaped', 'e escaped'],
  ['{{lookup SECRETS "X"}} {{#if (lookup SECRETS.DB "host")}}{{/if}}', 'X escaped', 'DB.host'],
  ['{{lookup SECRETS name}} {{lookup SECRETS.DB @key}}', '* key escaped', 'DB path escaped'],
  ['{{! SECRETS.X }}{{!-- {{SECRETS.Y}} --}}{{SECRETS.Z}}', 'Z escaped'],
  ['{{~SECRETS.X~}} {{~#if SECRETS.Y~}}{{~/if~}} {{~!-- {{SECRETS.N}} --~}}', 'X escaped', 'Y'],
  ['\\{{SECRETS.X}} \\\\{{SECRETS.Y}}', 'Y escaped'],
  ['{{> partial SECRETS.DB key=SECRETS.X}}', 'DB', 'X'],
  ['{{SECRETS.X | upper}}', 'X escaped'],
  // Code and Actions-like expressions.
  ['${SECRETS.X} ${{ SECRETS.Y }} ${global.SECRETS.Z} ${{SECRETS.a-b}}', 'X', 'Y', 'Z', 'a-b'],
  ['${SECRETS?.DB?.host} ${SECRETS.DB["a b"]?.["c"]} ${ SECRETS.A-1 }', 'DB.host', 'DB.a b.c', 'A'],
  ['${f({a: SECRETS.X}, "SECRETS.N }") + SECRETS.Y}', 'X', 'Y'],
  ['${SECRETS.X.trim()} ${SECRETS.DB.list.map(f)}', 'X', 'DB.list'],
  ['${SECRETS[name]} ${SECRETS.DB[i]} ${SECRETS["a" + b]}', '* key', 'DB path', '* key'],
  ['${JSON.stringify(SECRETS)} ${{...SECRETS}}', '* whole', '* whole'],
  ['\\${SECRETS.X} $SECRETS.X SECRETS.X'],
  ['{{f ${SECRETS.X} }}', 'X escaped'],
  // Credentials.
  [
    '{{CREDENTIALS["mail gun"].apiKey}} ${CREDENTIALS["m"].key} ${{ CREDENTIALS.m }}',
    'credential mail gun.apiKey escaped',
    'credential m.key',
    'credential m',
  ],
  // What only looks like it.
  ['{{msg.SECRETS.X}} {{MY_SECRETS.X}} {{SECRETS_METADATA.version}} {{secrets.X}} ${foo().SECRETS.X} ${{KEY}}'],
  // Unfinished.
  ['{{SECRETS.', '_ escaped'],
  ['{{SECRETS.}}', '_ escaped'],
  ['{{#if SECRETS.', '_'],
  ['<b>{{SECRETS.</b>', '_ escaped'],
  ['${SECRETS.', '_'],
  ['${SECRETS.}', '_'],
  ['${{ SECRETS.DB. }}', 'DB._'],
  ['{{CREDENTIALS["', 'credential _ escaped'],
  ['${CREDENTIALS["m"].', 'credential m._'],
  ['{{SECRETS[]}} {{SECRETS["mail', '_ escaped', 'mail escaped'],
  ['{{SECRETS.A\n{{SECRETS.B}} ${SECRETS.C\n${SECRETS.D}', 'A escaped', 'B escaped', 'C', 'D'],
];

describe('template files', () => {
  for (const [template, ...expected] of FORMS) {
    it(`reads ${JSON.stringify(template)}`, () => {
      const reading = readTemplate(template);
      assert.deepEqual(described(reading, { effect: 'value' }), expected);
      assertExact(reading, template);
      assertCutsKeep(readTemplate, template);
    });
  }

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

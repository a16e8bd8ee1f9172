import assert from 'node:assert/strict';
import { readRecord } from '../../../language/references/record.ts';
import { JSON_RECORDS, YAML_RECORDS } from '../forms/records.ts';
import { namesOf } from './readings.ts';

const NO_RECORDS = [
  '',
  '[]',
  '{}',
  'credential: a',
  '{"credential": "a"}',
  '{"script": "SECRETS.X"}',
  'a\tb: [',
  '"x"',
  '\0',
];

describe('records', () => {
  for (const [format, records] of [
    ['json', JSON_RECORDS],
    ['yaml', YAML_RECORDS],
  ] as const) {
    it(`in ${format} give ranges of the text wherever it is cut`, () => {
      for (const [text] of records) {
        for (let cut = 0; cut < text.length; cut += 3) {
          const part = text.slice(0, cut);
          for (const { start, end } of namesOf(readRecord(part, format))) assert.ok(start <= end && end <= cut);
        }
      }
    });
  }

  for (const text of NO_RECORDS) {
    it(`finds no record in ${JSON.stringify(text)}`, () => {
      for (const format of ['json', 'yaml'] as const) {
        const { references, bare, isRecord } = readRecord(text, format);
        assert.deepEqual({ references, bare, isRecord }, { references: [], bare: [], isRecord: false });
      }
    });
  }

  it('knows the strings around a name', () => {
    const enclosures = (text: string, format: 'json' | 'yaml') =>
      readRecord(text, format).references.map(({ place, form, property }) => [
        place.syntax,
        place.within.at(-1),
        form,
        property,
      ]);
    assert.deepEqual(enclosures('{"credential": ["m"], "script": "SECRETS.X"}', 'json'), [
      ['plain', { kind: 'json' }, 'record', 'credential[0]'],
      ['javascript', { kind: 'json' }, 'script', 'script'],
    ]);
    assert.deepEqual(enclosures('credential: "m"\ntemplate: |\n  {{SECRETS.X}}\n', 'yaml'), [
      ['plain', { kind: 'yaml', style: 'double' }, 'record', 'credential'],
      ['template', { kind: 'yaml', style: 'block' }, 'template-file', 'template'],
    ]);
  });

  for (const unit of [
    '[',
    '{"a":',
    '{"credential":',
    '- ',
    '{a: ',
    '&a ',
    '"',
    '? ',
    'credential: a\nscript: |\n ',
    '*a ',
  ]) {
    it(`reads ${JSON.stringify(unit)} over and over`, () => {
      for (const format of ['json', 'yaml'] as const)
        readRecord('{"credential": "a", "script": ' + unit.repeat(20_000 / unit.length), format);
      readRecord('credential: a\nscript: ' + unit.repeat(20_000 / unit.length), 'yaml');
    });
  }
});

import assert from 'node:assert/strict';
import { readRecord } from '../../../language/references/record.ts';
import { described, namesOf } from './readings.ts';

const JSON_RECORDS: readonly (readonly [text: string, ...expected: string[]])[] = [
  ['{"function_type": "rule", "credential": "alert-mails"}', 'credential alert-mails'],
  ['{"credential": ["a b", "c"], "script": "1"}', 'credential a b', 'credential c'],
  ['{"credential": "m\\u0061il \\"x\\"", "template": ""}', 'credential mail "x"'],
  ['{"credential": "m", "script": "let a = \\"\\";\\n\\tSECRETS[\\"A b\\"].c"}', 'credential m', 'A b.c'],
  ['{"script": "SECRETS.X + CREDENTIALS[\\"m\\"].key", "credential": ""}', 'X', 'credential m.key', 'credential _'],
  ['{"credential": "m", "template": "Hi {{SECRETS.X}} \\u00e9 ${{ SECRETS.Y }}"}', 'credential m', 'X', 'Y'],
  ['{"credential": "m", "template": {"subject": "{{SECRETS.X}}", "to": ["{{SECRETS.Y}}"]}}', 'credential m', 'X', 'Y'],
  [
    '[{"function_type": "rule", "credential": "a"}, {"credential": "b"}, {"script": "", "credential": "c"}]',
    'credential a',
    'credential c',
  ],
  [
    '{"functions": [{"function_type": "rule", "credential": "a"}], "one": {"template": "", "credential": "b"}}',
    'credential a',
    'credential b',
  ],
  // Torn.
  ['{"function_type": "rule", "credential": "alert', 'credential alert'],
  ['{"function_type": "rule", "credential": "a", "script": "SECRETS.', 'credential a', '_'],
  ['{"function_type": "rule" "credential": "a",, }', 'credential a'],
];

const YAML_RECORDS: readonly (readonly [text: string, ...expected: string[]])[] = [
  ['function_type: rule\ncredential: on-call sms # comment\n', 'credential on-call sms'],
  ['\ufeffcredential: "m\\u0061il \\"x\\""\r\ntemplate: a\r\n', 'credential mail "x"'],
  ["credential: 'it''s'\nscript: SECRETS.X\n", "credential it's", 'X'],
  ['credential:\n  - a\n  - "b"\ntemplate: ""\n', 'credential a', 'credential b'],
  ['{function_type: rule, credential: a}', 'credential a'],
  [
    'credential: m\nscript: |2-\n    const a = 1;\n\n      send(SECRETS.X, SECRETS["a b"])\n',
    'credential m',
    'X',
    'a b',
  ],
  ['credential: m\r\nscript: |\r\n  one\r\n  SECRETS.X\r\n  SECRETS.Y.z', 'credential m', 'X', 'Y.z'],
  [
    'credential: m\ntemplate: >-\n  a {{SECRETS.A}}\n  b {{SECRETS.B}}\n\n    c {{SECRETS.C}}\n  d ${SECRETS.D}\n',
    'credential m',
    'A',
    'B',
    'C',
    'D',
  ],
  ['credential: m\ntemplate: a {{SECRETS.A}}\n  b\n\n  {{SECRETS["x y"]}}\n', 'credential m', 'A', 'x y'],
  [
    'credential: m\ntemplate: "a\\t{{SECRETS.A}} \\\n  \\x41{{SECRETS[\\"x\\"]}}\n  b {{SECRETS.B}}"\n',
    'credential m',
    'A',
    'x',
    'B',
  ],
  ["credential: m\ntemplate: 'a ''{{SECRETS.A}}''\n  {{SECRETS[''x'']}}'\n", 'credential m', 'A', 'x'],
  [
    '- function_type: a\n  credential: x\n- credential: y\n---\nfunctions:\n  - script: 1\n    credential: z\n',
    'credential x',
    'credential z',
  ],
  ['credential: m\nscript: |\n', 'credential m'],
  // Torn.
  ['function_type: rule\ncredential: ', 'credential _'],
  ['function_type: rule\ncredential: "ma', 'credential ma'],
  ['function_type: rule\ncredential: mail\nscript: "SECRETS.X', 'credential mail', 'X'],
];

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

/** A name as it stands in the file, with the escapes undone of the strings that these texts use. */
function decoded(raw: string): string {
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw.replaceAll("''", "'");
}

function assertExact(text: string, format: 'json' | 'yaml'): void {
  for (const { name, start, end } of namesOf(readRecord(text, format)))
    assert.equal(decoded(text.slice(start, end)), name);
}

describe('records', () => {
  for (const [format, records] of [
    ['json', JSON_RECORDS],
    ['yaml', YAML_RECORDS],
  ] as const) {
    for (const [text, ...expected] of records) {
      it(`reads ${JSON.stringify(text)}`, () => {
        const reading = readRecord(text, format);
        assert.deepEqual(described(reading), expected);
        assert.ok(reading.isRecord);
        assertExact(text, format);
        for (let cut = 0; cut < text.length; cut += 3) {
          const part = text.slice(0, cut);
          for (const { start, end } of namesOf(readRecord(part, format))) assert.ok(start <= end && end <= cut);
        }
      });
    }
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

import { type Row } from './row.ts';

/** Records in JSON (CONTRACTS, Which files are looked at). */
export const JSON_RECORDS: readonly Row[] = [
  ['{"function_type": "rule", "credential": "alert-mails"}', 'credential alert-mails'],
  ['{"credential": ["a b", "c"], "script": "1"}', 'credential a b', 'credential c'],
  ['{"credential": "m\\u0061il \\"x\\"", "template": ""}', 'credential mail "x"'],
  ['{"credential": "m", "script": "let a = \\"\\";\\n\\tSECRETS[\\"A b\\"].c"}', 'credential m', 'A b.c'],
  ['{"script": "SECRETS.X + CREDENTIALS[\\"m\\"].key", "credential": ""}', 'X', 'credential m.key', 'credential _'],
  ['{"credential": "m", "template": "Hi {{SECRETS.X}} \\u00e9 ${{ SECRETS.Y }}"}', 'credential m', 'X escaped', 'Y'],
  [
    '{"credential": "m", "template": {"subject": "{{SECRETS.X}}", "to": ["{{SECRETS.Y}}"]}}',
    'credential m',
    'X escaped',
    'Y escaped',
  ],
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

/** Records in YAML. */
export const YAML_RECORDS: readonly Row[] = [
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
    'A escaped',
    'B escaped',
    'C escaped',
    'D',
  ],
  [
    'credential: m\ntemplate: a {{SECRETS.A}}\n  b\n\n  {{SECRETS["x y"]}}\n',
    'credential m',
    'A escaped',
    'x y escaped',
  ],
  [
    'credential: m\ntemplate: "a\\t{{SECRETS.A}} \\\n  \\x41{{SECRETS[\\"x\\"]}}\n  b {{SECRETS.B}}"\n',
    'credential m',
    'A escaped',
    'x escaped',
    'B escaped',
  ],
  ["credential: m\ntemplate: 'a ''{{SECRETS.A}}''\n  {{SECRETS[''x'']}}'\n", 'credential m', 'A escaped', 'x escaped'],
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

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFunctionCode } from '../../../language/references/javascript.ts';
import { type Reading } from '../../../language/reference.ts';
import { readScript } from '../../../language/references/script.ts';
import { describeReading } from './describe-reading.ts';

/** Statements of one line each, every one with references of its own. */
const STATEMENTS = [
  `msg.a = global.get("SECRETS.A");`,
  `const { B, C: c } = global.get('SECRETS') || {};`,
  'const s = global.get("SECRETS"); node.send({ k: s.D, l: s.DB.host });',
  `if (msg.on) { msg.e = f(global.get("SECRETS")?.E.trim(), 'it''s'.length); }`.replace("''", "\\'"),
  'const [g, h] = global.get(["SECRETS.G", `SECRETS.H`]); // "quoted"',
  `msg.i = global.get('CREDENTIALS')['mail gun'].apiKey + /["']/.source;`,
  'for (const x of msg.list) { node.warn(`${x}: ${global.get("SECRETS.J")}`); }',
  'msg.k = [1, 2].map((i) => { const db = global.get("SECRETS.K"); return db.host + i; });',
];

function keys(reading: Reading, code: string): string[] {
  describeReading(reading, code);
  return reading.references.flatMap(({ key }) =>
    key === undefined || key.name === '' ? [] : [`${key.name}@${key.start}`],
  );
}

const code = fc.shuffledSubarray(STATEMENTS, { minLength: 1 }).map((lines) => lines.join('\n'));

describe('broken code', () => {
  it('keeps the references of all lines before a cut', () => {
    fc.assert(
      fc.property(code, fc.nat(), (text, at) => {
        const cut = text.slice(0, at % (text.length + 1));
        const whole = cut.slice(0, cut.lastIndexOf('\n') + 1);
        const expected = keys(readFunctionCode(whole), whole);
        const found = new Set(keys(readFunctionCode(cut), cut));
        assert.deepEqual(
          expected.filter((key) => !found.has(key)),
          [],
        );
      }),
    );
  });

  it('keeps most references of the other lines when a stray quote stands in one', () => {
    let expected = 0;
    let kept = 0;
    const places = fc.tuple(code, fc.nat(), fc.constantFrom('"', "'"));
    for (const [text, at, quote] of fc.sample(places, { numRuns: 200, seed: 1 })) {
      const offset = at % (text.length + 1);
      const broken = text.slice(0, offset) + quote + text.slice(offset);
      const found = new Set(keys(readFunctionCode(broken), broken));
      const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
      const lineEnd = !text.includes('\n', offset) ? text.length : text.indexOf('\n', offset);
      for (const key of keys(readFunctionCode(text), text)) {
        const start = Number(key.slice(key.lastIndexOf('@') + 1));
        if (start >= lineStart && start <= lineEnd) continue;
        expected++;
        if (found.has(start > offset ? key.replace(/\d+$/, String(start + 1)) : key)) kept++;
      }
    }
    assert.ok(kept / expected >= 0.95, `${kept} of ${expected}`);
  });

  it('never throws, whatever stands in it', () => {
    const pieces = [
      ...STATEMENTS,
      '`${',
      '${{ ',
      '}}',
      '/*',
      '*/',
      '"',
      "'",
      '`',
      '(',
      '{',
      '[',
      ')',
      '}',
      'SECRETS.',
      '\\',
      '\u2028',
    ];
    const anything = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })))
      .map((list) => list.join(''));
    fc.assert(
      fc.property(anything, (text) => {
        keys(readFunctionCode(text), text);
        keys(readScript(text), text);
      }),
      { numRuns: 200 },
    );
  });

  for (const [name, text] of [
    ['10,000 brackets', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['10,000 open braces', '{'.repeat(10_000)],
    ['10,000 open templates', '`${'.repeat(10_000)],
    ['a chain of 10,000 members', `a${'.b'.repeat(10_000)}`],
    ['a sum of 100,000 terms', '1+'.repeat(100_000)],
    ['a word of five million letters', `/* 😀 */ "${'a'.repeat(5_000_000)}`],
    ['two million characters', 'x = 1;\n'.repeat(300_000)],
  ] as const)
    it(`reads keys beside ${name}`, () => {
      const hostile = `msg.a = global.get("SECRETS.A");\n${text}`;
      assert.deepEqual(describeReading(readFunctionCode(hostile), hostile), ['A']);
      assert.deepEqual(describeReading(readScript(hostile), hostile), ['A']);
    });

  for (const operands of [100, 3_000, 30_000])
    it(`finds a bare SECRETS beside a sum of ${operands} terms`, () => {
      const sum = `'a'+`.repeat(operands);
      const read = (code: string): string[] => readFunctionCode(sum + code).bare.map((bare) => bare.replacement);
      assert.deepEqual(read('SECRETS.X'), ['global.get("SECRETS.X")']);
      assert.deepEqual(read('CREDENTIALS["mail gun"].user'), [`global.get("CREDENTIALS['mail gun']")`]);
      assert.deepEqual(read('SECRETS[msg.key]'), ['global.get("SECRETS")']);
      assert.deepEqual(read('SECRETS.X;\nconst SECRETS = msg;'), []);
      assert.deepEqual(read('f((SECRETS) => SECRETS.X)'), []);
      assert.deepEqual(read('msg.SECRETS.X + "SECRETS.X" // SECRETS.X'), []);
    });

  it('follows no path deeper than any secret', () => {
    const { references } = readFunctionCode(`global.get("SECRETS${'.a'.repeat(300_000)}")`);
    assert.deepEqual(
      references.map(({ key, path }) => [key?.name, path.length]),
      [['a', 31]],
    );
  });

  it('ends where aliases multiply', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `let a${i + 1} = c ? a${i}.x${i} : a${i}.y${i};`);
    const { references } = readFunctionCode(`let a0 = global.get("SECRETS");\n${doubled.join('\n')}`);
    assert.ok(references.length > 0);
  });
});

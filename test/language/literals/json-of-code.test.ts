import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonOfCode } from '../../../language/literals/json-of-code.ts';

describe('the JSON text of constant code', () => {
  const constant: readonly (readonly [code: string, json: string])[] = [
    [
      `{ host: 'db', "port": 5432, tls: true, ca: null, x: [] }`,
      '{"host":"db","port":5432,"tls":true,"ca":null,"x":[]}',
    ],
    ["['a', `b`, -1, [{ 'c-d': \"e\" }]]", '["a","b",-1,[{"c-d":"e"}]]'],
    [String.raw`{ a: 'it\'s "\x41"', /* why */ b: 1.5, }`, String.raw`{"a":"it's \"A\"","b":1.5}`],
    ['{"id": 12345678901234567890, "b" : 1}', '{"id": 12345678901234567890, "b" : 1}'],
    ['42', '42'],
  ];
  for (const [code, json] of constant)
    it(`is there for ${code}`, () => {
      assert.equal(jsonOfCode(code), json);
    });

  for (const code of [
    '{ a: b }',
    '{ a }',
    '{ ...a }',
    '{ [a]: 1 }',
    '{ a() {} }',
    '{ get a() { return 1; } }',
    '{ a: 1, "a": 2 }',
    '{ __proto__: { a: 1 } }',
    '{ a: undefined }',
    '[1, , 2]',
    '[/x/]',
    '[1n]',
    '[0x10]',
    '[12345678901234567890, `x`]',
    '[`${a}`]',
    '[-"1"]',
    '{ a: ',
    '',
    `${'['.repeat(5000)}\`x\`${']'.repeat(5000)}`,
  ])
    it(`is none for ${code.slice(0, 40)}`, () => {
      assert.equal(jsonOfCode(code), undefined);
    });

  it('means what the code means', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('"__proto__"'));
        assert.equal(jsonOfCode(`{ v: ${text} }`), `{"v":${text}}`);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { readFunctionCode } from '../../../language/references/javascript.ts';
import { describeReading } from './describe-reading.ts';

describe('readFunctionCode', () => {
  for (const [code, ...expected] of [
    ['global.get("SECRETS.|', ''],
    ['global.get("SECRETS.|")', ''],
    ['global.get("SECRETS.|);\nmsg.y = 1;', ''],
    [`global.get('SECRETS["|`, ''],
    [`global.get('SECRETS["|"]')`, ''],
    ['global.get("SECRETS.DB.|")', 'DB/'],
    ['const s = global.get("SECRETS"); s.|', ''],
    ['const s = global.get("SECRETS"); s["|', ''],
    ['const s = global.get("SECRETS"); s["|"]', ''],
    ['const s = global.get("SECRETS"); s.DB.|', 'DB/'],
    ['const s = global.get("SECRETS"); f(s.|); g()', ''],
    ['const s = global.get("SECRETS"); if (s.|) { g() }', ''],
    ['const { | } = global.get("SECRETS")', ''],
    ['const {|} = global.get("SECRETS")', ''],
    ['const { X, | } = global.get("SECRETS")', 'X', ''],
    ['const { DB: { | } } = global.get("SECRETS")', 'DB/'],
    ['global.get("CREDENTIALS")["|', '@'],
    ['global.get("CREDENTIALS[\\"|', '@'],
    [`global.get('CREDENTIALS["mail"].|')`, '@mail/'],
  ] as const)
    it(`has a place for completion in ${code}`, () => {
      const offset = code.indexOf('|');
      const text = code.replace('|', '');
      const reading = readFunctionCode(text);
      assert.deepEqual(describeReading(reading, text), expected);
      const names = reading.references.flatMap(({ key, path }) => (key ? [key, ...path] : path));
      const open = names.find(({ name }) => name === '');
      assert.deepEqual([open?.start, open?.end], [offset, offset]);
    });

  for (const [code, written, replacement] of [
    ['msg.x = SECRETS.X;', 'SECRETS.X', 'global.get("SECRETS.X")'],
    ['SECRETS.DB.host.trim()', 'SECRETS.DB', 'global.get("SECRETS.DB")'],
    ['SECRETS?.["a b"]', 'SECRETS?.["a b"]', `global.get("SECRETS['a b']")`],
    ['CREDENTIALS["a b"].key', 'CREDENTIALS["a b"]', `global.get("CREDENTIALS['a b']")`],
    ['f(SECRETS)', 'SECRETS', 'global.get("SECRETS")'],
    ['SECRETS[name]', 'SECRETS', 'global.get("SECRETS")'],
  ] as const)
    it(`offers to mend the bare access in ${code}`, () => {
      const { references, bare } = readFunctionCode(code);
      assert.deepEqual(references, []);
      assert.deepEqual(
        bare.map(({ start, end, replacement: text }) => [code.slice(start, end), text]),
        [[written, replacement]],
      );
    });

  it('says in which grammar each name is written', () => {
    const [reference] = readFunctionCode(`global.get('SECRETS.DB').host`).references;
    assert.deepEqual(reference?.place, { syntax: 'expression', within: [{ kind: 'javascript', quote: "'" }] });
    assert.equal(reference.key?.place, undefined);
    assert.deepEqual(reference.path[0]?.place, { syntax: 'javascript', within: [] });
  });

  it('maps names back through escapes', () => {
    const hex = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, '0');
    const escape = fc.constantFrom<(character: string) => string>(
      (character) => character,
      (character) => `\\u${hex(character, 4)}`,
      (character) => `\\x${hex(character, 2)}`,
      (character) => `\\u{${hex(character, 1)}}`,
      (character) => `\\\n${character}`,
    );
    const escaped = fc
      .tuple(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/), fc.array(escape, { minLength: 7, maxLength: 7 }))
      .map(([name, escapes]) => ({ name, written: Array.from(name, (c, i) => escapes[i]?.(c) ?? c).join('') }));
    fc.assert(
      fc.property(escaped, escaped, fc.constantFrom('"', "'", '`'), (key, path, quote) => {
        const code = `f("é\\n", global.get(${quote}SECR\\x45TS\\u002e${key.written}.${path.written}${quote}))`;
        const [reference] = readFunctionCode(code).references;
        const names = reference?.key ? [reference.key, ...reference.path] : [];
        assert.deepEqual(
          names.map(({ name }) => name),
          [key.name, path.name],
        );
        for (const { name, start, end } of names) assert.equal(runInNewContext(`"${code.slice(start, end)}"`), name);
      }),
    );
  });
});

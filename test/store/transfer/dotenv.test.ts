import assert from 'node:assert/strict';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { lineNumbers, readDotenv, writeDotenv } from '../../../store/transfer/dotenv.ts';

describe('.env files', () => {
  it('are read as dotenv reads them', () => {
    const text = `# a comment\nexport A=1 # one\nB="two\\nlines"\nC='#no comment'\nA=last\nD=\n`;
    assert.deepEqual(readDotenv(text).pairs, [
      ['A', 'last'],
      ['B', 'two\nlines'],
      ['C', '#no comment'],
      ['D', ''],
    ]);
  });

  it('are read as dotenv reads them, whatever stands in a value', () => {
    const part = fc.constantFrom('A=', 'B: ', 'export C=', "'", '"', '`', '\\', '\\n', '#', ' ', 'x', 'é', '$', '=');
    const line = fc.tuple(
      fc.constantFrom('A=', ' B = ', 'C: ', 'export D=', '# ', 'no pair'),
      fc.array(part, { maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        // The package also takes a value from the line after an empty one, and a name from the line before its sign.
        const text = lines.map(([start, parts]) => `${start}${parts.join('')}`).join('\n');
        assert.deepEqual(new Map(readDotenv(text).pairs), new Map(Object.entries(parse(text))), JSON.stringify(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are read in linear time, where dotenv takes minutes', () => {
    const many = 200_000;
    for (const text of [
      '\n'.repeat(many),
      `A=${' '.repeat(many)}!`,
      `A="${'\\"'.repeat(many)}x`,
      "A='x\n".repeat(many),
    ]) {
      assert.ok(readDotenv(text).pairs.length <= 1);
    }
  });

  it('name the lines that are no pair, and none of a quoted value', () => {
    const cases: readonly (readonly [text: string, lines: readonly number[]])[] = [
      ['', []],
      ['A=1\n\n# comment\nexport B=2\nC: 3\n', []],
      ['A=1\nno pair\r\n=x\n  B C=1\nD=2', [2, 3, 4]],
      ['KEY="-----BEGIN\nabc def\n-----END" # end\nrest\n', [4]],
      ["A='it\nis\nB=1\nfine'\n'\n", [5]],
      ['A="never closed\nrest\n', [2]],
      ['one\ntwo\n', [1, 2]],
    ];
    for (const [text, lines] of cases) assert.deepEqual(readDotenv(text).skippedLines, lines, JSON.stringify(text));
  });

  it('are told by the numbers of their lines', () => {
    assert.equal(lineNumbers([3]), 'line 3');
    assert.equal(lineNumbers([2, 5, 6, 7, 9]), 'lines 2, 5–7, 9');
  });

  const character = fc.constantFrom(...Array.from(`aZ0 '"\`\\nr#$={}\n\r\té😀;:`));
  it('hold what is read back, or say that they can not', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 12 }), (value) => {
        const line = writeDotenv('KEY', value);
        if (line !== undefined)
          for (const pairs of [readDotenv(`${line}\nNEXT=1\n`).pairs, Object.entries(parse(`${line}\nNEXT=1\n`))])
            assert.deepEqual(pairs, [
              ['KEY', value],
              ['NEXT', '1'],
            ]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('hold every value that has not all three kinds of quotes, if it is on plain lines', () => {
    for (const value of ['', 'a b', "it's", 'say "x"', '`', `'"`, 'a\nb', ' blanks ', '#', '$X', '\\n', 'é😀']) {
      assert.notEqual(writeDotenv('KEY', value), undefined, JSON.stringify(value));
    }
    assert.equal(writeDotenv('KEY', `'"\``), undefined);
    assert.equal(writeDotenv('my key', 'a'), undefined);
    assert.equal(writeDotenv('', 'a'), undefined);
  });
});

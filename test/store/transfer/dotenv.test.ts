import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDotenv, writeDotenv } from '../../../store/transfer/dotenv.ts';

describe('.env files', () => {
  it('are read as dotenv reads them', () => {
    const text = `# a comment\nexport A=1 # one\nB="two\\nlines"\nC='#no comment'\nA=last\nD=\n`;
    assert.deepEqual(readDotenv(text), [
      ['A', 'last'],
      ['B', 'two\nlines'],
      ['C', '#no comment'],
      ['D', ''],
    ]);
  });

  const character = fc.constantFrom(...Array.from(`aZ0 '"\`\\nr#$={}\n\r\té😀;:`));
  it('hold what is read back, or say that they can not', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 12 }), (value) => {
        const line = writeDotenv('KEY', value);
        if (line !== undefined)
          assert.deepEqual(readDotenv(`${line}\nNEXT=1\n`), [
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

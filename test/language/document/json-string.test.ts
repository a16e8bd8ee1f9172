import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeJsonString, isClosedString } from '../../../language/document/json-string.ts';

function decodeContent(raw: string) {
  const source = `xy"${raw}"z`;
  return { source, decoded: decodeJsonString(source, 3, 3 + raw.length) };
}

/** Any text as a JSON string's content, each character written plainly or as one of its escapes. */
const content = fc
  .array(fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.boolean()))
  .map((characters) =>
    characters.map(([character, escaped]) => {
      const codes = Array.from({ length: character.length }, (_, i) =>
        character.charCodeAt(i).toString(16).padStart(4, '0'),
      );
      return {
        character,
        raw: escaped ? codes.map((code) => `\\u${code}`).join('') : JSON.stringify(character).slice(1, -1),
      };
    }),
  );

describe('decodeJsonString', () => {
  it('gives what JSON.parse gives, lone surrogates and all escapes included', () => {
    fc.assert(
      fc.property(content, (characters) => {
        const raw = characters.map((c) => c.raw).join('');
        assert.equal(decodeContent(raw).decoded.text, JSON.parse(`"${raw}"`));
      }),
    );
  });

  it('maps every character to the raw text that stands for it, and back', () => {
    fc.assert(
      fc.property(content, (characters) => {
        const { source, decoded } = decodeContent(characters.map((c) => c.raw).join(''));
        for (let offset = 0; offset < decoded.text.length; offset++) {
          const [start, end] = [decoded.toSource(offset), decoded.toSource(offset + 1)];
          assert.equal(JSON.parse(`"${source.slice(start, end)}"`), decoded.text[offset]);
          for (let inside = start; inside < end; inside++) assert.equal(decoded.toDecoded(inside), offset);
        }
      }),
    );
  });

  for (const [raw, text] of [
    ['a\\', 'a\\'],
    ['\\x41', 'x41'],
    ['\\u12', 'u12'],
    ['\\u00zz!', 'u00zz!'],
    ["it\\'s", "it's"],
  ] as const)
    it(`reads the unfinished ${raw} as ${text}`, () => {
      assert.equal(decodeContent(raw).decoded.text, text);
    });
});

describe('isClosedString', () => {
  for (const [raw, closed] of [
    ['""', true],
    ['"', false],
    ['"a"', true],
    ['"a\\"', false],
    ['"a\\\\"', true],
    ['"a', false],
  ] as const)
    it(`${raw} is ${closed ? 'closed' : 'open'}`, () => {
      assert.equal(isClosedString(raw, 0, raw.length), closed);
    });
});

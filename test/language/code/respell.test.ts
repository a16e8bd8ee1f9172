import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { respell } from '../../../language/code/respell.ts';

/** [what it shows, raw, new text, new raw, the file around] */
const ROWS: readonly (readonly [string, string, string, string, string?])[] = [
  ['an equal text', String.raw`a\u0062\/c`, 'ab/c', String.raw`a\u0062\/c`],
  ['new text with what JSON escapes', 'a', 'a"\\\t\n\u0001', String.raw`a\"\\\t\n\u0001`],
  ['codes beside the change', String.raw`caf\u00e9 x caf\u00e9`, 'café yy café', String.raw`caf\u00e9 yy caf\u00e9`],
  [
    'unchanged lines between two changes',
    String.raw`a\n\u0062é\u00e9\nc`,
    'A\nbéé\nC',
    String.raw`A\n\u0062é\u00e9\nC`,
  ],
  ['codes for letters, as the string has them', String.raw`\u00e9`, 'éü', String.raw`\u00e9\u00fc`],
  ['capital hex digits', String.raw`\u00E9`, 'éü', String.raw`\u00E9\u00FC`],
  ['letters as they are, beside one code', String.raw`ä\u00e9`, 'äéü', String.raw`ä\u00e9ü`],
  ['codes for letters, as the file has them', 'a', 'aü', String.raw`a\u00fc`, String.raw`"name":"Gr\u00f6\u00dfe"`],
  ['pairs of surrogates as codes', String.raw`\ud83d\ude00`, '😀😁', String.raw`\ud83d\ude00\ud83d\ude01`],
  ['pairs of surrogates as they are', '😀', '😁', '😁'],
  ['a pair that shares its first half', '😀x', '😁x', '😁x'],
  ['escaped slashes', String.raw`http:\/\/a`, 'http://a/b', String.raw`http:\/\/a\/b`],
  ['escaped slashes, as the file has them', 'a', 'a/b', String.raw`a\/b`, String.raw`"url":"http:\/\/x"`],
  ['a tab as a code', String.raw`\u0009a`, '\ta\tb', String.raw`\u0009a\u0009b`],
  ['codes for HTML', String.raw`\u003cb`, '<b>&', String.raw`\u003cb\u003e\u0026`],
  ['a quote as a code', String.raw`\u0022`, '""', String.raw`\u0022\u0022`],
  [
    'mixed line breaks, which an editor makes one',
    String.raw`a\r\nb\nc\r\nd`,
    'a\r\nb\r\nC\r\nd',
    String.raw`a\r\nb\nC\r\nd`,
  ],
  ['a line break at the end, new', 'a', 'a\n', String.raw`a\n`],
  ['a line break at the end, gone', String.raw`a\n`, 'a', 'a'],
  ['a lone surrogate, which UTF-8 loses', String.raw`a\ud800b\nc`, 'a\ufffdb\nC', String.raw`a\ud800b\nC`],
  ['all of it gone', String.raw`a\nb`, '', ''],
  ['from nothing', '', 'a\nb', String.raw`a\nb`],
];

describe('respell', () => {
  for (const [name, raw, text, expected, around = ''] of ROWS) {
    it(`keeps: ${name}`, () => {
      equal(respell(raw, text, around), expected);
    });
  }

  /** A character in one of its spellings. */
  const spelled = fc
    .tuple(
      fc.constantFrom('a', 'b', '/', '"', '\\', '\n', '\r\n', '\t', 'é', '😀', '<', '\u2028'),
      fc.integer({ min: 0, max: 2 }),
    )
    .map(([character, how]) => spell(character, how));
  const rawText = fc.array(spelled, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const lines = fc.array(fc.constantFrom('a', 'bé', '/"', '\\', '😀', '😁x', '\t<', ''), { maxLength: 12 });

  it('gives a string that means the new text', () => {
    fc.assert(
      fc.property(rawText, lines, (raw, parts) => {
        const text = parts.join('\n');
        const meant = JSON.parse(`"${respell(raw, text, '')}"`) as string;
        // A line break that was there already keeps its kind.
        equal(meant.replace(/\r\n?/g, '\n'), text);
      }),
    );
  });

  it('changes nothing where the text is equal', () => {
    fc.assert(
      fc.property(rawText, (raw) => {
        equal(respell(raw, JSON.parse(`"${raw}"`) as string, ''), raw);
      }),
    );
  });

  it('keeps the spelling of whatever stands before and behind a change', () => {
    fc.assert(
      fc.property(rawText, rawText, (head, tail) => {
        const before = `${head}|old|${tail}`;
        const now = respell(before, JSON.parse(`"${head}|new|${tail}"`) as string, '');
        equal(now, `${head}|new|${tail}`);
      }),
    );
  });

  it('takes a text of many other lines whole', () => {
    const raw = Array.from({ length: 6000 }, (_, i) => `x${i}`).join('\\n');
    const text = Array.from({ length: 6000 }, (_, i) => `y${i}`).join('\n');
    deepEqual(JSON.parse(`"${respell(raw, text, '')}"`), text);
  });
});

function spell(character: string, how: number): string {
  const code = character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
  if (how === 0) return code;
  if (how === 1 && character === '/') return '\\/';
  return JSON.stringify(character).slice(1, -1);
}

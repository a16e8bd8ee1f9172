import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import wabt from 'wabt';
import { MODULE } from '../../../language/references/word-search-module.ts';
import {
  holdsWord,
  plainWordSearch,
  someWord,
  startWordSearch,
  type WordSearch,
} from '../../../language/references/word-search.ts';

const SOURCE = join(import.meta.dirname, '../../../language/references/word-search.wat');
const PIECE = /[Cc][Rr][Ee][DdTt][EeSs-]|\\u00[45]/g;

const started = startWordSearch();
assert.ok(started, 'WebAssembly does not run here.');
const SEARCHES: readonly (readonly [title: string, search: WordSearch])[] = [
  ['in WebAssembly', started],
  ['as a regular expression', plainWordSearch()],
];

/** Pieces, what is nearly one, and characters whose low byte is a letter of one. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'SECRETS',
        'Credentials',
        'secret-manager',
        'cret',
        'cre',
        'cr',
        'CRED',
        '\\u004',
        '\\u005',
        '\\u00',
      ),
      fc.constantFrom('\\', 'c', 'C', 'r', 'e', 'd', 's', '-', '\r', 'u', '0', '4', 'ţ', 'Ţ', '剣', 'é', '\0', '|'),
      fc.string({ maxLength: 40 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

/** Long enough that the text goes over the border of the window, at any place of it. */
const filler = fc.integer({ min: -40, max: 10 });

function placesIn(whole: string, search: WordSearch): readonly number[] {
  const places: number[] = [];
  const note = (offset: number): boolean => {
    if (whole.slice(offset).search(PIECE) === 0) places.push(offset);
    return false;
  };
  assert.equal(someWord(whole, note, search), false);
  return [...new Set(places)];
}

/** Gives the bytes in parts of this length at most. */
function bytewise(whole: string, length: number): (window: Uint8Array, offset: number) => number {
  const bytes = Buffer.from(whole);
  let next = 0;
  return (window, offset) => {
    const part = bytes.subarray(next, next + Math.min(length, window.length - offset));
    window.set(part, offset);
    next += part.length;
    return part.length;
  };
}

describe('the search for words', () => {
  it('is compiled from its source', async () => {
    const source = (await wabt()).parseWat(SOURCE, readFileSync(SOURCE, 'utf8'), { simd: true });
    source.validate();
    assert.equal(MODULE, Buffer.from(source.toBinary({}).buffer).toString('base64'));
  });

  for (const [title, search] of SEARCHES) {
    const { window } = search;

    it(`${title} finds in a text what the expression finds`, () => {
      fc.assert(
        fc.property(text, (whole) => {
          assert.deepEqual(
            placesIn(whole, search),
            [...whole.matchAll(PIECE)].map(({ index }) => index),
          );
        }),
      );
    });

    it(`${title} finds in bytes what the expression finds, however they come`, () => {
      fc.assert(
        fc.property(text, fc.integer({ min: 1, max: 300 }), (whole, length) => {
          assert.equal(holdsWord(bytewise(whole, length), search), whole.search(PIECE) >= 0);
        }),
      );
    });

    it(`${title} passes over no border of the window`, () => {
      const blank = ' '.repeat(2 * window.length);
      fc.assert(
        fc.property(text, filler, fc.boolean(), (part, shift, twice) => {
          const before = blank.slice(0, window.length * (twice ? 2 : 1) + shift - part.length);
          const whole = `${before}${part}`;
          assert.deepEqual(
            placesIn(whole, search),
            [...whole.matchAll(PIECE)].map(({ index }) => index),
          );
          assert.equal(holdsWord(bytewise(whole, Infinity), search), whole.search(PIECE) >= 0);
        }),
        { numRuns: 50 },
      );
    });
  }

  it('leaves nothing of one text for the next', () => {
    assert.equal(holdsWord(bytewise('a SECRETS', Infinity), started), true);
    assert.equal(holdsWord(bytewise('a SECR', Infinity), started), false);
    assert.equal(holdsWord(bytewise('', Infinity), started), false);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTelling } from '../../../language/literals/telling.ts';
import { piecesOf } from '../../../language/literals/pieces.ts';

const VALUE = 'tr0ub4dor&3';

function found(text: string, value = VALUE): readonly string[] {
  return [...piecesOf(text)].filter((piece) => piece.text === value).map(({ coding }) => coding);
}

describe('the pieces of a literal', () => {
  const places: readonly (readonly [string, string, string, string])[] = [
    ['the whole', VALUE, VALUE, 'plain'],
    ['behind a blank', `Bearer ${VALUE}`, VALUE, 'plain'],
    ['in quotes', `key='${VALUE}'`, VALUE, 'plain'],
    ['at the end of a sentence', `It is ${VALUE}.`, VALUE, 'plain'],
    ['in an address', 'https://ana:s3cret-value@host/x?y=1', 's3cret-value', 'plain'],
    ['signs in it, behind a name', 'key=ab/cd+e==', 'ab/cd+e==', 'plain'],
    ['signs in it, in an address', 'https://h/x?a=1&key=ab/cd+e==&b=2', 'ab/cd+e==', 'plain'],
    ['signs in it, in a list', 'user:a,pass:ab/cd+e=;x', 'ab/cd+e=', 'plain'],
    ['signs of lists in it, behind a name', 'password=a&b/c,d;e', 'a&b/c,d;e', 'plain'],
    ['base64', Buffer.from(VALUE).toString('base64'), VALUE, 'base64'],
    ['base64 of a login', `Basic ${Buffer.from('ana:s3cret-value').toString('base64')}`, 's3cret-value', 'base64'],
    [
      'base64 of a login whose password has signs',
      `Basic ${Buffer.from('ana:s3cret&v/a=l').toString('base64')}`,
      's3cret&v/a=l',
      'base64',
    ],
    ['base64 for addresses', Buffer.from('s3cret>>value??').toString('base64url'), 's3cret>>value??', 'base64'],
    ['percent-encoding', `https://h/?k=${encodeURIComponent(VALUE)}`, VALUE, 'percent'],
    [
      'a leaf of JSON text',
      JSON.stringify({ a: [{ b: 'with "quotes" and blanks' }] }),
      'with "quotes" and blanks',
      'json',
    ],
  ];
  for (const [name, text, value, coding] of places)
    it(`hold a value: ${name}`, () => {
      assert.deepEqual([...new Set(found(text, value))].slice(0, 1), [coding]);
    });

  it('leave out what is short, a word, or what every flow has', () => {
    for (const text of [
      'short',
      'localhost',
      'production',
      'undefined',
      'application/json',
      '00000000',
      'payload.topic',
    ])
      assert.equal(isTelling(text), text === 'payload.topic', text);
  });

  it('lie in the literal, and are as they stand there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { text: piece, start, end, coding } of piecesOf(text)) {
          assert.ok(0 <= start && start < end && end <= text.length);
          if (coding === 'plain') assert.equal(text.slice(start, end), piece);
        }
      }),
    );
  });

  it('are bounded, whatever the text', () => {
    const hostile = [
      'a1b2c3d4 '.repeat(100_000),
      '['.repeat(100_000),
      '%41'.repeat(100_000),
      `"${'\\'.repeat(100_001)}`,
      'QUFB'.repeat(50_000),
    ];
    for (const text of hostile) assert.ok([...piecesOf(text)].length <= 20_000);
  });
});

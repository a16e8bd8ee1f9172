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
    [
      'slashes in it, at the end of a path',
      'https://hooks.slack.com/services/T0ab/B0cd/x1y2z3',
      'T0ab/B0cd/x1y2z3',
      'plain',
    ],
    ['slashes in it, within a path', 'https://h.example/api/T0ab/B0cd/x1y2z3/send?wait=1', 'T0ab/B0cd/x1y2z3', 'plain'],
    ['slashes in it, behind a colon', 'https://h/token:123/AA/bb_cc/send', '123/AA/bb_cc', 'plain'],
    [
      'a colon in it, behind “bot”',
      'https://api.telegram.org/bot12345:AA-bb_cc/sendMessage',
      '12345:AA-bb_cc',
      'plain',
    ],
    ['slashes and padding in it, in a path', 'https://h/k/ab/cd+e==/x', 'ab/cd+e==', 'plain'],
    ['slashes in a password', 'amqp://ana:pa/ss/w0rd@host:5672/vhost', 'pa/ss/w0rd', 'plain'],
    ['slashes in it, in a path of a topic', 'site/7/ab12/cd34/ef56/status', 'ab12/cd34/ef56', 'plain'],
    [
      'slashes in it, at the end of a long path',
      `https://h/${'part/'.repeat(40)}T0ab/B0cd/x1y2z3`,
      'T0ab/B0cd/x1y2z3',
      'plain',
    ],
    [
      'slashes in it, within a long path',
      `https://h/${'part/'.repeat(40)}T0ab/B0cd/x1y2z3/${'more/'.repeat(40)}`,
      'T0ab/B0cd/x1y2z3',
      'plain',
    ],
    [
      'percent-encoding with slashes, in a path',
      `https://h/a/${encodeURIComponent('ab/cd+e==')}/b`,
      'ab/cd+e==',
      'percent',
    ],
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

  it('of a path are few, and grow with it alone', () => {
    const of = (parts: number): number => [...piecesOf(`https://h.example/${'p1a2r3t4/'.repeat(parts)}`)].length;
    assert.ok(of(6) < 60, String(of(6)));
    assert.ok(of(200) < 2.5 * of(100), `${of(100)}, ${of(200)}`);
  });

  it('are bounded, whatever the text', () => {
    const hostile = [
      'a1b2c3d4 '.repeat(100_000),
      '['.repeat(100_000),
      '%41'.repeat(100_000),
      'ab/'.repeat(100_000),
      '/'.repeat(100_000),
      `"${'\\'.repeat(100_001)}`,
      'QUFB'.repeat(50_000),
    ];
    for (const text of hostile) assert.ok([...piecesOf(text)].length <= 20_000);
  });
});

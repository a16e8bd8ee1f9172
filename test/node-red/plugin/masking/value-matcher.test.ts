import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MASK, ValueMatcher } from '../../../../node-red/plugin/masking/value-matcher.ts';

/** Few letters, so that values share parts, overlap and repeat. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', '"', ' ', 'é', '😀'), minLength: 6, maxLength: 14 });

function nested(text: string, levels: number): string {
  return levels === 0 ? text : JSON.stringify([nested(text, levels - 1)]);
}

describe('the matcher of values', () => {
  const matcher = new ValueMatcher([
    's3cret/value=1',
    'äöü-päss-wörd',
    '543210',
    'line one\nline two',
    'a "b" \\ c',
    'short',
  ]);

  const forms: readonly (readonly [form: string, text: string, masked: string])[] = [
    ['as it is', 'key s3cret/value=1!', `key ${MASK}!`],
    ['twice', 's3cret/value=1s3cret/value=1', MASK + MASK],
    ['in JSON', JSON.stringify({ a: 'line one\nline two' }), `{"a":"${MASK}"}`],
    ['in JSON in JSON', JSON.stringify({ a: JSON.stringify({ b: 'a "b" \\ c' }) }), `{"a":"{\\"b\\":\\"${MASK}\\"}"}`],
    ['in JSON thrice', nested('line one\nline two', 3), nested(MASK, 3)],
    ['in JSON as Python writes it', '"\\u00e4\\u00f6\\u00fc-p\\u00e4ss-w\\u00f6rd"', `"${MASK}"`],
    ['in JSON as PHP writes it', '"s3cret\\/value=1"', `"${MASK}"`],
    ['in hex', `<${Buffer.from('s3cret/value=1').toString('hex')}>`, `<${MASK}>`],
    ['in HEX', Buffer.from('s3cret/value=1').toString('hex').toUpperCase(), MASK],
    ['in an URL', `?q=${encodeURIComponent('s3cret/value=1')}&r=1`, `?q=${MASK}&r=1`],
    ['in a form', new URLSearchParams({ q: 'line one\nline two' }).toString(), `q=${MASK}`],
    ['in HTML by mustache', 'a s3cret&#x2F;value&#x3D;1 b', `a ${MASK} b`],
    ['as bytes', Buffer.from('<äöü-päss-wörd>').toString('latin1'), `<${MASK}>`],
    ['too short', 'short', 'short'],
    ['nothing', 'S3CRET/VALUE=1 12345', 'S3CRET/VALUE=1 12345'],
  ];
  for (const [form, text, masked] of forms) {
    it(`knows a value: ${form}`, () => {
      assert.equal(matcher.mask(text), masked);
    });
  }

  it('knows a value inside of base64, wherever it begins', () => {
    for (const user of ['', 'a', 'ab', 'abc']) {
      const text = Buffer.from(`${user}:s3cret/value=1:more`).toString('base64');
      const masked = matcher.mask(text);
      assert.ok(masked.includes(MASK), text);
      assert.doesNotMatch(Buffer.from(masked.replaceAll('*', ''), 'base64').toString('latin1'), /s3cret|value/);
    }
  });

  it('knows numbers by their whole value', () => {
    assert.deepEqual(
      [543210, 543210n, 5432101, 12345].map((number) => matcher.isValue(number)),
      [true, true, false, false],
    );
  });

  it('leaves no value of any set in any text, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(fc.oneof(word, fc.string())), (values, texts) => {
        const text = [...texts, ...values].join('');
        const masked = new ValueMatcher(values).mask(text);
        for (const value of values) assert.ok(!masked.includes(value));
        if (values.length === 0) assert.equal(masked, text);
      }),
    );
  });
});

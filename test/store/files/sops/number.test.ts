import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberFromSops, sopsNumberOf } from '../../../../store/files/sops/number.ts';

describe('numbers as sops spells them', () => {
  const cases: readonly (readonly [text: string, type: string, canonical: string])[] = [
    ['0', 'int', '0'],
    ['-0', 'int', '0'],
    ['-12', 'int', '-12'],
    ['9223372036854775807', 'int', '9223372036854775807'],
    ['-9223372036854775808', 'int', '-9223372036854775808'],
    ['9223372036854775808', 'float', '9223372036854775808'.replace('5808', '6000')],
    ['-0.0', 'float', '-0'],
    ['1.0', 'float', '1'],
    ['1.50', 'float', '1.5'],
    ['1e3', 'float', '1000'],
    ['1e21', 'float', '1000000000000000000000'],
    ['1.5e22', 'float', '15000000000000000000000'],
    ['1e-7', 'float', '0.0000001'],
    ['-1.25e-9', 'float', '-0.00000000125'],
    ['1e-400', 'float', '0'],
    ['123456789012345680000', 'float', '123456789012345680000'],
  ];
  for (const [text, type, canonical] of cases) {
    it(`${text} is ${type} ${canonical}`, () => {
      assert.deepEqual(sopsNumberOf(text), { type, canonical });
    });
  }

  it('the canonical text is the same number without an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { canonical } = sopsNumberOf(floatText(value));
        assert.ok(Object.is(Number(canonical), value), canonical);
        assert.match(canonical, /^-?\d+(\.\d+)?$/);
      }),
    );
  });

  it('reads what sops may have written and refuses what JSON has no number for', () => {
    assert.deepEqual(numberFromSops('int', '+7'), { text: '7', canonical: '7' });
    assert.deepEqual(numberFromSops('int', '007'), { text: '7', canonical: '7' });
    assert.deepEqual(numberFromSops('float', '.5'), { text: '0.5', canonical: '0.5' });
    assert.deepEqual(numberFromSops('float', '1.50'), { text: '1.50', canonical: '1.5' });
    for (const text of ['NaN', '+Inf', '', 'x', '0x1p3', '1e999']) assert.throws(() => numberFromSops('float', text));
    for (const text of ['1.5', '', '99999999999999999999']) assert.throws(() => numberFromSops('int', text));
    assert.throws(() => sopsNumberOf('1e999'));
  });
});

/** A spelling that is a float for sops: with a point or an exponent. */
function floatText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

import { RESTORE, SopsError } from './sops-error.ts';

const INTEGER = /^[+-]?\d+$/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

export interface SopsNumber {
  readonly type: 'int' | 'float';
  /** As the MAC counts it: integers in decimal, floats as the shortest decimal without exponent. */
  readonly canonical: string;
}

/**
 * How `sops` takes a number of a JSON text: an int64 where it is a whole one in range, else a float64.
 * @throws SopsError `unsupported` beyond the range of float64, where `sops` fails too
 */
export function sopsNumberOf(text: string): SopsNumber {
  const whole = integerOf(text);
  if (whole !== undefined) return { type: 'int', canonical: whole };
  return { type: 'float', canonical: floatOf(text) };
}

/**
 * The decrypted text of a number of this type as JSON text; kept as it is where JSON allows it.
 * @throws SopsError `unsupported` for what JSON has no number for (NaN, infinity)
 */
export function numberFromSops(
  type: 'int' | 'float',
  text: string,
): { readonly text: string; readonly canonical: string } {
  const canonical = type === 'int' ? integerOf(text) : floatOf(text);
  if (canonical === undefined)
    throw new SopsError('tampered', `A value that should be a whole number is none. ${RESTORE}`);
  return { text: JSON_NUMBER.test(text) ? text : canonical, canonical };
}

function integerOf(text: string): string | undefined {
  if (!INTEGER.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return value >= INT64.min && value <= INT64.max ? value.toString() : undefined;
}

function floatOf(text: string): string {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) {
    throw new SopsError('unsupported', 'A number is too big for sops (or no number that JSON can hold).');
  }
  return withoutExponent(value);
}

/** JavaScript gives the shortest digits too, but with an exponent for very big and very small numbers. */
function withoutExponent(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [digits = '', exponent = '0'] = String(Math.abs(value)).split('e');
  if (exponent === '0') return sign + digits;
  const [whole = '', fraction = ''] = digits.split('.');
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return sign + (point >= all.length ? all.padEnd(point, '0') : `${all.slice(0, point)}.${all.slice(point)}`);
}

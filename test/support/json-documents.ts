import fc from 'fast-check';

// JSON texts as people and machines write them. Texts, not JavaScript values: those lose digits, order and `__proto__`.

const NUMBERS = [
  '0',
  '-0',
  '-0.0',
  '1.50',
  '1e21',
  '1e-7',
  '9007199254740993',
  '-9223372036854775808',
  '9223372036854775807',
  '12345678901234567890',
  '1.7976931348623157e308',
  '5e-324',
] as const;
const STRINGS = ['', ' ', '5', 'true', 'null', 'ENC[AES256_GCM,data:x]', '<&>\u2028', '\u0000\ufeff', 'é😀'] as const;
const NAMES = ['__proto__', 'constructor', 'sops', 'a:b', '', '0', '10', '9', 'ß é', '😀'] as const;
/** Names that the tests leave in clear somewhere. */
const CLEAR = /^(?:space|version|created_at|updated_at|keys|history)$|pace$/;

const string = fc
  .oneof(fc.constantFrom(...STRINGS), fc.string({ unit: 'binary', maxLength: 12 }))
  .map((text) => JSON.stringify(text));
const number = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);
const name = fc
  .oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 6 }))
  .filter((text) => !CLEAR.test(text));

function objectOf(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 5 })
    .map((members) => `{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`);
}

const tree = fc.letrec<{ readonly value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(string, number, fc.constantFrom('true', 'false', 'null')),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    objectOf(tie('value')),
  ),
})).value;

const deep = fc.integer({ min: 10, max: 40 }).map((depth) => `${'{"d":['.repeat(depth)}1${']}'.repeat(depth)}`);
const wide = fc
  .integer({ min: 50, max: 200 })
  .map((width) => `{${Array.from({ length: width }, (_, index) => `"w${index}":${index}`).join(',')}}`);

/** The text of any JSON value that a secret may have; `sops` can read it too. */
export const jsonTexts: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: tree, weight: 8 },
  { arbitrary: deep, weight: 1 },
  { arbitrary: wide, weight: 1 },
);

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Name, type Reading, type Reference } from '../../../language/reference.ts';

/**
 * References in one line each, as people would say them: `DB.host`, `credential mail.apiKey`, `DB.* path` (dynamic), `_` for a
 * name that is still to be typed. Effects and other properties that differ from `usual` are added.
 */
export function described(reading: Reading, usual: Partial<Reference> = {}): string[] {
  return reading.references.map((reference) => {
    const names = [...(reference.key ? [reference.key] : []), ...reference.path].map(({ name }) => name || '_');
    const words = [
      ...(reference.kind === 'credential' ? ['credential'] : []),
      names.join('.') || '*',
      ...(reference.dynamic ? [reference.dynamic] : []),
      ...(usual.effect && usual.effect !== reference.effect ? [reference.effect] : []),
      ...(reference.relative ? ['relative'] : []),
    ];
    return words.join(' ');
  });
}

/** Every name of a reading in the order of its references. */
export function namesOf(reading: Reading): Name[] {
  return reading.references.flatMap(({ key, path }) => [...(key ? [key] : []), ...path]);
}

/** Text at a reported range is the reported name; `decode` undoes the escapes of the string around, if there is one. */
function assertExact(reading: Reading, text: string, decode: (raw: string) => string = (raw) => raw): void {
  for (const { name, start, end } of namesOf(reading)) assert.equal(decode(text.slice(start, end)), name);
  for (const { start, end } of [...reading.references, ...reading.bare]) {
    assert.ok(0 <= start && start <= end && end <= text.length, `${start} to ${end} is no range of the text`);
  }
}

/** A text that ends in its middle keeps the references that are whole before the cut. */
export function assertCutsKeep(read: (text: string) => Reading, text: string): void {
  const whole = read(text);
  for (let cut = 0; cut <= text.length; cut++) {
    const part = text.slice(0, cut);
    const reading = read(part);
    assertExact(reading, part);
    for (const { key } of whole.references) {
      if (!key || key.end >= cut - 8) continue;
      const kept = reading.references.some((other) => other.key?.start === key.start && other.key.end === key.end);
      assert.ok(kept, `${key.name} at ${key.start} is lost when the text is cut at ${cut}: ${part}`);
    }
  }
}

/** Any sequence of the fragments is read without an error and with exact ranges. */
export function assertTolerant(read: (text: string) => Reading, fragments: readonly string[]): void {
  const texts = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 3 })), { maxLength: 30 });
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      assertExact(read(text), text);
    }),
    { numRuns: 500 },
  );
}

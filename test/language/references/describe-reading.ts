import assert from 'node:assert/strict';
import { type Reading, type Reference } from '../../../language/reference.ts';

/**
 * References in short: `key/path`, `@name` for credentials, `*` where something is computed, `=` written, `~` deleted.
 * Checks on the way that each name's range holds that name, and that the order is that of the text.
 */
export function describeReading({ references }: Reading, code: string): string[] {
  for (const { key, path } of references)
    for (const { name, start, end } of key ? [key, ...path] : path)
      if (!code.slice(start, end).includes('\\')) assert.equal(code.slice(start, end), name);
  const starts = references.map((reference) => reference.start);
  assert.deepEqual(
    starts,
    [...starts].sort((a, b) => a - b),
  );
  return references.map(describeReference);
}

function describeReference({ kind, key, path, dynamic, access }: Reference): string {
  const names = (key ? [key, ...path] : []).map(({ name }) => name);
  const computed = dynamic === undefined ? [] : [dynamic === 'whole' ? '*whole' : '*'];
  const sign = { read: '', write: '=', delete: '~' }[access];
  return `${sign}${kind === 'credential' ? '@' : ''}${[...names, ...computed].join('/')}`;
}

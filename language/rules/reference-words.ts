import { type Reference, type Span } from '../reference.ts';
import { quote } from './words.ts';

/** Where a finding on a reference stands: on the key, or on the whole access where no key is written out. */
export function placeOf({ key, start, end }: Reference): Span {
  return key === undefined || key.name === '' ? { start, end } : { start: key.start, end: key.end };
}

/** What a reference gives, for people: `the secret "DB.host"`, `all secrets`, `a secret`. */
export function subjectOf({ kind, key, path, dynamic }: Reference): string {
  const one = kind === 'secret' ? 'secret' : 'external credential';
  if (key !== undefined) return `the ${one} ${quote([key, ...path].map(({ name }) => name).join('.'))}`;
  return dynamic === 'whole' ? `all ${one}s` : `${kind === 'secret' ? 'a' : 'an'} ${one}`;
}

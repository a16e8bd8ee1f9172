import { type Reading } from '../reference.ts';
import { shiftReference, shiftSpan } from './shift.ts';

/** What a text gives that names nothing of ours. */
export const NOTHING: Reading = { references: [], bare: [], slips: [] };

/** What was read from a part of a text, with offsets of the whole text. */
export function shiftReading({ references, bare, slips }: Reading, by: number): Reading {
  return {
    references: references.map((reference) => shiftReference(reference, by)),
    bare: bare.map((access) => shiftSpan(access, by)),
    slips: slips.map((slip) => shiftSpan(slip, by)),
  };
}

/** What was read from several parts of a text, in the order of the text. */
export function joinReadings(readings: readonly Reading[]): Reading {
  const found = readings.filter((reading) => reading !== NOTHING);
  const [only, another] = found;
  if (another === undefined) return only ?? NOTHING; // a reader gives what it finds in order
  return {
    references: found.flatMap(({ references }) => references).sort(byStart),
    bare: found.flatMap(({ bare }) => bare).sort(byStart),
    slips: found.flatMap(({ slips }) => slips).sort(byStart),
  };
}

function byStart(a: { readonly start: number }, b: { readonly start: number }): number {
  return a.start - b.start;
}

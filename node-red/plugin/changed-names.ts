import { isDeepStrictEqual } from 'node:util';
import { type ChangedNames } from '../frozen-values.ts';
import { type PublishedGlobals } from './globals.ts';

/** The names whose values differ, those that came or went included. */
export function changedNames(before: PublishedGlobals, after: PublishedGlobals): ChangedNames {
  return {
    secrets: changedMembers(before.SECRETS ?? {}, after.SECRETS ?? {}),
    credentials: changedMembers(before.CREDENTIALS ?? {}, after.CREDENTIALS ?? {}),
  };
}

function changedMembers(before: object, after: object): ReadonlySet<string> {
  if (before === after) return new Set();
  const [old, present] = [new Map(entriesOf(before)), new Map(entriesOf(after))];
  const names = new Set([...old.keys(), ...present.keys()]);
  return new Set([...names].filter((name) => !isDeepStrictEqual(old.get(name), present.get(name))));
}

function entriesOf(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object);
}

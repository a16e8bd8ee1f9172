import { createHash } from 'node:crypto';
import { SPACE_ENDING } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';

const MAX_LENGTH = 60;
const SUFFIX_LENGTH = 6;
const RESERVED_ON_WINDOWS = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The readable part of a new space file's name; may be empty. */
export function slugOf(space: string): string {
  const words = space
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return trimDashes(Array.from(trimDashes(words)).slice(0, MAX_LENGTH).join(''));
}

/**
 * The name of a new space's file. The space's name counts, never the file's: this one only helps people.
 * @param taken names of the files that are there
 * @throws StoreError `exists` when even the name with a digest is taken
 */
export function spaceFileName(space: string, taken: readonly string[]): string {
  // File systems may fold case and normalise.
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const present = new Set(taken.map(fold));
  const slug = slugOf(space);
  const digest = createHash('sha256').update(space, 'utf8').digest('hex').slice(0, SUFFIX_LENGTH);
  const names = [slug === '' || RESERVED_ON_WINDOWS.test(slug) ? [] : [slug], [trimDashes(`${slug}-${digest}`)]].flat();
  const free = names.map((name) => name + SPACE_ENDING).find((name) => !present.has(fold(name)));
  if (free === undefined) {
    throw new StoreError(
      'exists',
      `The file for the space ${JSON.stringify(space)} is there already; rename that file.`,
    );
  }
  return free;
}

function trimDashes(text: string): string {
  return text.replace(/^-+|-+$/g, '');
}

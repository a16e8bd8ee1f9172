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
  const present = new Set(taken.map(fold));
  const free = fileNamesOf(space).find((name) => !present.has(fold(name)));
  if (free === undefined) {
    throw new StoreError(
      'exists',
      `The file for the space ${JSON.stringify(space)} is there already; rename that file.`,
    );
  }
  return free;
}

/** True for the name of a file that this space may have been given. */
export function mayBeFileOf(space: string, fileName: string): boolean {
  return fileNamesOf(space).some((name) => fold(name) === fold(fileName));
}

function fileNamesOf(space: string): readonly string[] {
  const slug = slugOf(space);
  const digest = createHash('sha256').update(space, 'utf8').digest('hex').slice(0, SUFFIX_LENGTH);
  const names = [slug === '' || RESERVED_ON_WINDOWS.test(slug) ? [] : [slug], [trimDashes(`${slug}-${digest}`)]].flat();
  return names.map((name) => name + SPACE_ENDING);
}

/** File systems may fold case and normalise. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function trimDashes(text: string): string {
  return text.replace(/^-+|-+$/g, '');
}

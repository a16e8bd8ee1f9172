import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { holdsWord } from '../language/references/word-search.ts';
import { type FileStat, type Glance } from './api.ts';

/** A pipe is opened without waiting for its other end, where the system has pipes. */
export const TO_LOOK = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** FileSystem.glance at once, window by window; throws as the system does. */
export function glanceNow(path: string, maxBytes: number): Glance {
  const file = openSync(path, TO_LOOK);
  try {
    const found = statOf(fstatSync(file));
    return { stat: found, mayConcern: isLookedThrough(found, maxBytes) && mayConcernOpen(file, found.size) };
  } finally {
    closeSync(file);
  }
}

/** The same in the background. */
export async function glanceLater(path: string, maxBytes: number): Promise<Glance> {
  const found = statOf(await stat(path));
  return { stat: found, mayConcern: isLookedThrough(found, maxBytes) && mayConcern(await readFile(path)) };
}

export function statOf(stats: Stats): FileStat {
  return { size: stats.size, mtimeMs: stats.mtimeMs, ctimeMs: stats.ctimeMs, isFile: stats.isFile() };
}

/** A first look at a file's bytes: without this it names nothing, holds no record and no Secret Manager, and ignores nothing. */
export function mayConcern(bytes: Uint8Array): boolean {
  let next = 0;
  const more = (window: Uint8Array, offset: number): number => {
    const part = bytes.subarray(next, next + window.length - offset);
    window.set(part, offset);
    next += part.length;
    return part.length;
  };
  return isUtf16(bytes) || holdsWord(more);
}

/** By its byte order mark. */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
}

function isLookedThrough({ isFile, size }: FileStat, maxBytes: number): boolean {
  return isFile && size <= maxBytes;
}

function mayConcernOpen(file: number, size: number): boolean {
  let [read, utf16] = [0, false];
  const more = (window: Uint8Array, offset: number): number => {
    // What grows meanwhile has another size at the next look. Some systems don't tell the size.
    if (read > 0 && read >= size) return 0;
    const count = readSync(file, window, offset, window.length - offset, null);
    if (read === 0) utf16 = count >= 2 && isUtf16(window);
    read += count;
    return utf16 ? 0 : count;
  };
  return holdsWord(more) || utf16;
}

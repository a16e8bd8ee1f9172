import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { access } from '../../config/disk-access.ts';

// Reading as node:fs/promises does, but at once where the disk is a quick one.

/** The path with links resolved. @throws the system's error, as all below */
export async function realPathOf(path: string): Promise<string> {
  return access(
    () => realpathSync.native(path),
    () => realpath(path),
  );
}

/** What a path leads to. */
export async function statOf(path: string): Promise<Stats> {
  return access(
    () => statSync(path),
    () => stat(path),
  );
}

/** The bytes of a file. */
export async function bytesOf(path: string): Promise<Buffer> {
  return access(
    () => readFileSync(path),
    () => readFile(path),
  );
}

/** The names in a folder. */
export async function namesIn(path: string): Promise<readonly string[]> {
  return access(
    () => readdirSync(path),
    () => readdir(path),
  );
}

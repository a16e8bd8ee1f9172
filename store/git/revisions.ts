import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../store.ts';
import { git, gitReading, gitText } from './git.ts';

/** A file as a commit left it. */
export interface FileRevision {
  readonly commit: string;
  /** ISO 8601 with the author's offset. */
  readonly at: string;
  readonly author: string;
  readonly subject: string;
}

/** @throws StoreError `io` when git is missing, or the file lies in no repository */
export async function assertRepository(file: string): Promise<void> {
  await git(path.dirname(file), 'rev-parse', '--git-dir').catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError('io', `Earlier values are kept by git alone, and ${error.message}`, file);
  });
}

/** As many commits of a file are looked at, where nobody says how many: years of daily changes. */
const MOST = 5000;

/**
 * The commits that changed a file, newest first, under the name that it has.
 * @param file absolute
 * @param from options and revisions of `git log`
 * @throws StoreError `io` when it is in no repository
 */
export async function revisionsOf(
  file: string,
  limit = MOST,
  from: readonly string[] = [],
): Promise<readonly FileRevision[]> {
  await assertRepository(file);
  const format = '%H%x1f%aI%x1f%an%x1f%s%x1e';
  const { folder, name } = await placeOf(file);
  const output = await git(folder, 'log', `-${limit}`, `--format=${format}`, ...from, '--', name);
  return output
    .toString('utf8')
    .split('\x1e')
    .map((line) => line.trim().split('\x1f'))
    .flatMap(([commit, at, author, subject]) =>
      commit === undefined || at === undefined ? [] : [{ commit, at, author: author ?? '', subject: subject ?? '' }],
    );
}

/** True in a shallow clone (`git clone --depth`): the commits before a certain one are not here. */
export async function isShallow(file: string): Promise<boolean> {
  const { folder } = await placeOf(file);
  return (await gitText(folder, 'rev-parse', '--is-shallow-repository')) === 'true';
}

/**
 * A file's bytes in a commit, or in a stage of the index (`:1` base, `:2` ours, `:3` theirs).
 * @throws StoreError `io` when it was not there
 */
export async function fileAt(file: string, revision: string): Promise<Buffer> {
  const { folder, name } = await placeOf(file);
  return git(folder, 'cat-file', 'blob', `${revision}:./${name}`);
}

/**
 * A file's bytes in many commits, with one run of git; undefined where it was not there.
 * @param file absolute; together they must stay below what git may print (MAX_OUTPUT)
 */
export async function filesAt(file: string, commits: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
  const { folder, name } = await placeOf(file);
  const asked = commits.map((commit) => `${commit}:./${name}\n`).join('');
  const output = await gitReading(asked, folder, 'cat-file', '--batch');
  let offset = 0;
  return commits.map(() => {
    // `<object> <type> <size>`, the bytes and a line feed; `<what was asked> missing` alone. What is no blob was a folder then.
    const end = output.indexOf('\n', offset);
    const [, type, size] = / (blob|tree|commit) (\d+)$/.exec(output.toString('utf8', offset, end)) ?? [];
    offset = end + 1;
    if (size === undefined) return undefined;
    const bytes = output.subarray(offset, offset + Number(size));
    offset += bytes.length + 1;
    return type === 'blob' ? bytes : undefined;
  });
}

/** Git keeps of a link only where it leads; the file's history is that of its target. */
async function placeOf(file: string): Promise<{ readonly folder: string; readonly name: string }> {
  const target = await realpath(file).catch(() => file);
  return { folder: path.dirname(target), name: path.basename(target) };
}

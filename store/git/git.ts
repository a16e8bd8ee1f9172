import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { StoreError } from '../store.ts';

const TIMEOUT_MS = 30_000;
/** Above the biggest file that is read (MAX_BYTES), so that its refusal can name it. */
const MAX_OUTPUT = 64_000_000;

/**
 * What a git command prints. Only plumbing that runs no filter and no hook is used.
 * @param folder absolute; the repository is found from there upward
 * @throws StoreError `io` when git is missing, fails, or there is no repository
 */
export function git(folder: string, ...args: readonly string[]): Promise<Buffer> {
  return gitReading('', folder, ...args);
}

/** As `git`, of a command that reads its standard input. */
export async function gitReading(input: string, folder: string, ...args: readonly string[]): Promise<Buffer> {
  // Loaded late: most commands ask git nothing.
  const { execFile } = await import('node:child_process');
  try {
    const running = promisify(execFile)('git', args, {
      cwd: folder,
      encoding: 'buffer',
      maxBuffer: MAX_OUTPUT,
      timeout: TIMEOUT_MS,
      windowsHide: true,
      env: { ...environment(), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    });
    // A command that ends without reading it closes the pipe: what it prints counts.
    running.child.stdin?.on('error', () => undefined).end(input);
    return (await running).stdout;
  } catch (error) {
    throw new StoreError('io', `git ${args[0] ?? ''} failed in ${folder}: ${reasonOf(error, folder)}.`, folder);
  }
}

/**
 * A hook or an alias of git is told its repository as seen from the top, or that of another folder: here it is the one around
 * the folder. Who says where the work tree is, too, means it.
 */
function environment(): NodeJS.ProcessEnv {
  const callers = ['GIT_INDEX_FILE', 'GIT_PREFIX'];
  if (process.env['GIT_WORK_TREE'] === undefined) callers.push('GIT_DIR', 'GIT_COMMON_DIR');
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !callers.includes(name)));
}

/** As `git`, as text; undefined where it fails: nothing of the kind is there. */
export async function gitText(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await git(folder, ...args)).toString('utf8').trim();
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown, folder: string): string {
  if (!(error instanceof Error)) return 'no reason given';
  if ('code' in error && error.code === 'ENOENT') {
    return existsSync(folder) ? 'git is not installed' : 'there is no such folder';
  }
  const stderr = 'stderr' in error && Buffer.isBuffer(error.stderr) ? error.stderr.toString('utf8') : '';
  return (stderr.trim().split('\n')[0] ?? '').replace(/^fatal: /, '') || 'no reason given';
}

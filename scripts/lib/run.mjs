// Child processes for the scripts. Only `node:` modules here: these files run before anything is installed.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

/** The project's folder. */
export const root = dirname(dirname(import.meta.dirname));
/** What is fetched once and kept between runs; outside git. */
export const cache = join(root, '.cache');

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Puts a folder first on the PATH of everything that is run after. @param {string} folder */
export function prependPath(folder) {
  process.env['PATH'] = folder + delimiter + (process.env['PATH'] ?? '');
}

/**
 * Runs a program in the project's folder and resolves to how it ended. Its output is passed on as it comes, unless quiet.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean, input?: string }} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string }>} output: stdout and stderr as they came
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let output = '';
  child.stdout.on('data', (data) => {
    stdout += data;
    output += data;
    if (options.quiet !== true) process.stdout.write(data);
  });
  child.stderr.on('data', (data) => {
    output += data;
    if (options.quiet !== true) process.stderr.write(data);
  });
  // A program that ends without reading its input is no error of ours.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return await new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      running.delete(child);
      resolve({ code, stdout, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => {
      end(code ?? 1);
    });
  });
}

/**
 * Runs a program quietly and throws with its output when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, { quiet: true, ...options });
  if (code !== 0) throw new Error(`\`${[command, ...args].join(' ')}\` failed (exit ${code}):\n${output.trim()}`);
}

/** Whether a program can be run at all. @param {string} command @param {string[]} args */
export async function works(command, ...args) {
  return (await run(command, args, { quiet: true })).code === 0;
}

/** Ends the programs that are still running, by their own process ids. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}

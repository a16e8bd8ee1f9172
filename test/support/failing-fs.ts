import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * How a step fails: the process is killed before it, or it gives an error of this code. `torn`: the process is killed in the
 * middle of the first bytes that it writes, whichever step that is. `vanish`: the folder is gone before it.
 */
export type Failure = 'kill' | 'torn' | 'vanish' | 'EIO' | 'ENOSPC' | 'EROFS' | 'EDQUOT';

type Call = (...args: unknown[]) => unknown;

const CALLBACK_STEPS = ['open', 'write', 'fsync', 'chown', 'chmod', 'rename', 'unlink'];
const SYNC_STEPS = [
  ...['openSync', 'writeFileSync', 'chownSync', 'chmodSync', 'renameSync', 'unlinkSync'],
  ...['mkdirSync', 'rmdirSync'],
];
// No `utimes`: a timer renews the lock while a slow disk is waited for, so that no run would have the steps of another.
const PROMISED_STEPS = ['writeFile', 'mkdir', 'rmdir'];

/**
 * Makes one step of this process's writing fail. A step is a call that changes the disk below a folder, through `node:fs`
 * itself: what a library made of it before (graceful-fs) goes on as it was, so a program loads this first.
 * @param below absolute folder
 * @param failing which step, from 1
 * @param kept where a folder that vanishes is to be found
 * @returns how many steps there were; calling it ends the failing
 */
export function failStep(below: string, failing: number, how: Failure, kept = ''): () => number {
  const original = { ...fs } as unknown as Record<string, Call>;
  const promised = { ...fs.promises } as unknown as Record<string, Call>;
  const descriptors = new Set<unknown>();
  let steps = 0;

  function failureOf(name: string, args: readonly unknown[]): Error | undefined {
    const [target] = args;
    if (!descriptors.has(target) && !String(target).startsWith(below)) return undefined;
    if (name === 'openSync' && isReading(args)) return undefined;
    // What a disk that fails does to the lock, those tests show that fill a real one.
    if (how.startsWith('E') && String(target).endsWith('.lock')) return undefined;
    steps++;
    if (how === 'torn' && name.startsWith('writeFile')) tear(args);
    if (how === 'torn' || steps !== failing) return undefined;
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    if (how === 'vanish') {
      original['renameSync']?.(below, kept);
      return undefined;
    }
    return Object.assign(new Error(`${how}: ${name}`), { code: how });
  }

  function tear([target, bytes]: readonly unknown[]): void {
    original['writeFileSync']?.(target, (bytes as Uint8Array).subarray(0, 500));
    process.kill(process.pid, 'SIGKILL');
  }

  for (const name of CALLBACK_STEPS) {
    replace(fs, name, (...args) => {
      const done = args.at(-1) as Call;
      const error = failureOf(name, args);
      if (error) {
        process.nextTick(done, error);
        return;
      }
      const noting: Call = (failed, result) => {
        if (name === 'open' && String(args[0]).startsWith(below)) descriptors.add(result);
        return done(failed, result);
      };
      return original[name]?.(...args.slice(0, -1), noting);
    });
  }
  for (const name of SYNC_STEPS) {
    replace(fs, name, (...args) => {
      const error = failureOf(name, args);
      if (error) throw error;
      const result = original[name]?.(...args);
      if (name === 'openSync' && String(args[0]).startsWith(below) && !isReading(args)) descriptors.add(result);
      return result;
    });
  }
  for (const name of PROMISED_STEPS) {
    replace(fs.promises, name, async (...args) => {
      const error = failureOf(name, args);
      if (error) throw error;
      await promised[name]?.(...args);
    });
  }
  syncBuiltinESMExports();
  return () => {
    for (const name of [...CALLBACK_STEPS, ...SYNC_STEPS]) replace(fs, name, original[name]!);
    for (const name of PROMISED_STEPS) replace(fs.promises, name, promised[name]!);
    syncBuiltinESMExports();
    return steps;
  };
}

function isReading([, flags = 'r']: readonly unknown[]): boolean {
  return flags === 'r';
}

function replace(module: object, name: string, call: Call): void {
  Object.defineProperty(module, name, { value: call, writable: true, configurable: true, enumerable: true });
}

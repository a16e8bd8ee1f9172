import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * How a step fails: the process is killed before it, or it gives an error of this code. `torn`: the process is killed in the
 * middle of the first bytes that it writes, whichever step that is.
 */
export type Failure = 'kill' | 'torn' | 'EIO' | 'ENOSPC' | 'EROFS' | 'EDQUOT';

type Call = (...args: unknown[]) => unknown;

const CALLBACK_STEPS = ['open', 'write', 'fsync', 'chown', 'chmod', 'rename', 'unlink', 'mkdir', 'rmdir', 'utimes'];
const SYNC_STEPS = ['writeFileSync', 'unlinkSync'];

/**
 * Makes one step of this process's writing fail. A step is a call that changes the disk below a folder, through `node:fs`
 * itself: what a library made of it before (graceful-fs) goes on as it was, so a program loads this first.
 * @param below absolute folder
 * @param failing which step, from 1
 * @returns how many steps there were; calling it ends the failing
 */
export function failStep(below: string, failing: number, how: Failure): () => number {
  const original = { ...fs } as unknown as Record<string, Call>;
  const descriptors = new Set<unknown>();
  let steps = 0;

  function failureOf(name: string, args: readonly unknown[]): Error | undefined {
    const [target] = args;
    if (!descriptors.has(target) && !String(target).startsWith(below)) return undefined;
    steps++;
    if (how === 'torn' && name === 'writeFileSync') tear(args);
    if (how === 'torn' || steps !== failing) return undefined;
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    return Object.assign(new Error(`${how}: ${name}`), { code: how });
  }

  function tear([target, bytes]: readonly unknown[]): void {
    original['writeFileSync']?.(target, (bytes as Uint8Array).subarray(0, 500));
    process.kill(process.pid, 'SIGKILL');
  }

  for (const name of CALLBACK_STEPS) {
    replace(name, (...args) => {
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
    replace(name, (...args) => {
      const error = failureOf(name, args);
      if (error) throw error;
      return original[name]?.(...args);
    });
  }
  syncBuiltinESMExports();
  return () => {
    for (const name of [...CALLBACK_STEPS, ...SYNC_STEPS]) replace(name, original[name]!);
    syncBuiltinESMExports();
    return steps;
  };
}

function replace(name: string, call: Call): void {
  Object.defineProperty(fs, name, { value: call, writable: true, configurable: true, enumerable: true });
}

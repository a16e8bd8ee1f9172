import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { programOf } from './build.ts';

/** Runs a program of the bench in a process of its own and returns what it prints, as JSON. */
export function runProgram(name: string, ...args: string[]): unknown {
  return runNode(['--expose-gc', programOf(name), ...args]);
}

/** The same for any file of Node.js; it prints one JSON value in its last line. */
export function runNode(args: readonly string[]): unknown {
  const output = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
}

/** How long a program takes from its start to its end, in milliseconds, whatever it says. */
export function timeOfCommand(command: string, args: readonly string[]): number {
  const began = performance.now();
  const { error } = spawnSync(command, args, { stdio: 'ignore' });
  if (error) throw error;
  return performance.now() - began;
}

/** The most memory that a process ever had, in bytes; undefined where the system does not tell. */
export function peakMemory(pid: number): number | undefined {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return undefined;
  }
}

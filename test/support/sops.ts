import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const CACHED = path.resolve(import.meta.dirname, '../../.cache/bin/sops');

/** The real `sops`: $SOPS_BIN, else the one that the install script built, else the PATH's. Undefined without one. */
function findSops(): string | undefined {
  const candidates = [process.env['SOPS_BIN'], existsSync(CACHED) ? CACHED : undefined, 'sops'];
  return candidates.find((candidate) => candidate !== undefined && candidate !== '' && runs(candidate));
}

function runs(command: string): boolean {
  try {
    execFileSync(command, ['--disable-version-check', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const command = findSops();

/**
 * Skips the suite where the real `sops` is missing, with a message; under CI that is a failure.
 * Call it in a `before` hook: `before(function () { requireSops(this); })`.
 */
export function requireSops(suite: Mocha.Context): void {
  if (command !== undefined) return;
  const message = 'The real sops is missing: `npm test` builds it (needs Go), or set SOPS_BIN.';
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(message);
  suite.skip();
}

/** Runs `sops` with an identity; returns what it prints. Flags go before the file. */
export function sops(identity: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(command ?? 'sops', ['--disable-version-check', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], SOPS_AGE_KEY: identity, ...env },
  });
}

// Installs what the bench compares with, next to this file and nowhere else: 170 MB, once.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const marker = join(here, 'node_modules', '.installed');

/** Does nothing when the packages of the lock file are there. */
export function installPeers() {
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  console.error('Installing what the bench compares with …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here });
  writeFileSync(marker, lock);
}

import fs from 'node:fs';

// The command line in a process that the system kills right after its first write: `crashing-cli.ts ARGUMENT…`.
// Every write of ours ends with the rename of a temporary file, by write-file-atomic through this very object.

const { rename, renameSync } = fs;

function renameAndDie(from: fs.PathLike, to: fs.PathLike): void {
  rename(from, to, die);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

fs.rename = Object.assign(renameAndDie, { __promisify__: rename.__promisify__ });
fs.renameSync = (from, to) => {
  renameSync(from, to);
  die();
};

await import('../../cli/main.ts');

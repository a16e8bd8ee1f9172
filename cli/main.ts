import { inputOf } from './input.ts';
import { run } from './run.ts';

// A reader that went away (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  write: (text) => process.stdout.write(text),
  err: (line) => process.stderr.write(`${line}\n`),
  cwd: process.cwd(),
  program: [process.execPath, process.argv[1] ?? 'flow-secrets'],
  input: inputOf(process),
}).then((code) => {
  process.exitCode = code;
});

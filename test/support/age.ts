import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Skips a test where the real `age`, or `script` of util-linux that gives it a terminal, is missing, with a message. */
export function requireAge(test: Mocha.Context): void {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' });
    execFileSync('script', ['--version'], { stdio: 'ignore' });
  } catch {
    console.warn('The real age and a terminal for it are missing: install age and util-linux.');
    test.skip();
  }
}

/** Runs `age` as a user who types: it takes a passphrase from a terminal only. */
export async function ageAtTerminal(args: string, typed: string): Promise<void> {
  const run = promisify(execFile)('script', ['-qec', `age ${args}`, '/dev/null']);
  const { stdin, stdout } = run.child;
  // Typed when it asks: a terminal forgets what came before.
  const [first = '', ...more] = typed.split(/(?<=\n)/);
  stdout?.once('data', () => {
    stdin?.write(first);
    stdout.on('data', () => {
      const next = more.shift();
      if (next !== undefined) stdin?.write(next);
    });
  });
  await run;
}

// Runs inside the extension host: mocha on the bundled tests of one suite (run.ts chooses it).
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

/** VS Code's entry point for tests. @throws when a test fails. */
export async function run(): Promise<void> {
  printToFile(process.env['EXTENSION_TESTS_OUTPUT']);
  // After that: mocha keeps the console.log that it finds.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 300_000, forbidOnly: true });
  const { FLOW_SECRETS_GREP: pattern } = process.env;
  if (pattern !== undefined) mocha.grep(pattern);
  const folder = join(__dirname, process.env['FLOW_SECRETS_SUITE'] ?? 'trusted');
  for (const file of readdirSync(folder)) mocha.addFile(join(folder, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

/** The console of the test host's extension host is mixed with VS Code's own log, so the host prints this file instead. */
function printToFile(file: string | undefined): void {
  if (file === undefined) return;
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    // Defined anew: VS Code ignores an assignment to its console.
    Object.defineProperty(console, method, {
      value: (...values: unknown[]) => {
        appendFileSync(file, `${format(...values)}\n`);
      },
    });
  }
}

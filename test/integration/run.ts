// Runs the tests of this folder inside a real extension host: the test host's VS Code, or VSCODE_EXECUTABLE (a desktop one).
// FLOW_SECRETS_GREP chooses tests by their names.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { createDemo } from '../../scripts/demo/demo.ts';

const root = join(import.meta.dirname, '..', '..');
const out = join(root, 'out', 'integration');

/** The extension host loads CommonJS: one bundle for the runner inside, one for each test file. */
async function bundle(): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const suites = ['trusted', 'untrusted'].flatMap((suite) =>
    readdirSync(join(import.meta.dirname, suite)).map((file) => join(suite, file)),
  );
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['index.ts', ...suites],
    outdir: out,
    outbase: '.',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** The real `sops`, absolute: VS Code gives its extensions the PATH of a login shell. */
function sopsProgram(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'sops')).find((file) => existsSync(file));
}

/** Runs one folder of tests in a window of its own, on a fresh copy of the newsroom example. */
async function runSuite(suite: 'trusted' | 'untrusted'): Promise<boolean> {
  const demo = await createDemo();
  const restricted = suite === 'untrusted' ? '1' : undefined;
  try {
    await runTests({
      vscodeExecutablePath: process.env['VSCODE_EXECUTABLE'] ?? join(root, 'test', 'vscode-host', 'code.ts'),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(out, 'index.cjs'),
      launchArgs: [demo.workspace, '--disable-extensions'],
      extensionTestsEnv: {
        ...demo.env,
        FLOW_SECRETS_SUITE: suite,
        FLOW_SECRETS_SOPS: sopsProgram(),
        VSCODE_HOST_RESTRICTED: restricted,
      },
    });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  } finally {
    demo.remove();
  }
}

await bundle();
const trusted = await runSuite('trusted');
// A desktop VS Code can't be told from outside to open a folder untrusted.
const untrusted = process.env['VSCODE_EXECUTABLE'] !== undefined || (await runSuite('untrusted'));
process.exitCode = trusted && untrusted ? 0 : 1;

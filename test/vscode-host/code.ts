#!/usr/bin/env -S node --import tsx
// Stands in for the `code` executable in @vscode/test-electron's runTests({ vscodeExecutablePath }): the same flags, the
// same output, the same exit code. Its VS Code is the test host's, its window a headless Chromium.
// VSCODE_HOST_RESTRICTED=1 opens the folder untrusted.
import { closeSync, openSync, readFileSync, readSync, rmSync, statSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { type Browser, type Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startServer, type VsCodeServer } from './server.ts';
import { remoteUri, workbenchUrl } from './urls.ts';

const TEST_LIMIT_MS = 10 * 60_000;
const POLL_MS = 100;

interface Arguments {
  readonly extensions: readonly string[];
  readonly tests: string | undefined;
  readonly disableExtensions: boolean;
  /** A folder or a .code-workspace file. */
  readonly target: string | undefined;
}

/** Reads VS Code's flags; those that mean nothing to a server (`--no-sandbox`, `--user-data-dir`, …) are passed over. */
function readArguments(args: readonly string[]): Arguments {
  const values = (name: string): string[] =>
    args.filter((a) => a.startsWith(`--${name}=`)).map((a) => a.slice(name.length + 3));
  return {
    extensions: values('extensionDevelopmentPath'),
    tests: values('extensionTestsPath')[0],
    disableExtensions: args.includes('--disable-extensions'),
    target: args.find((a) => !a.startsWith('--')),
  };
}

/** Copies what the tests write to a file to our standard output, as it comes. */
class OutputFollower {
  readonly file: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'flow-secrets-tests-'));
  readonly #descriptor: number;
  readonly #timer: NodeJS.Timeout;
  #offset = 0;

  constructor() {
    this.file = join(this.#folder, 'output.txt');
    this.#descriptor = openSync(this.file, 'a+');
    this.#timer = setInterval(() => {
      this.#drain();
    }, POLL_MS);
  }

  get empty(): boolean {
    return this.#offset === 0;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#drain();
    closeSync(this.#descriptor);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #drain(): void {
    const buffer = Buffer.alloc(64 * 1024);
    for (;;) {
      const read = readSync(this.#descriptor, buffer, 0, buffer.length, this.#offset);
      if (read === 0) return;
      process.stdout.write(Buffer.from(buffer.subarray(0, read)));
      this.#offset += read;
    }
  }
}

/** Opens the workbench and resolves to the exit code that the tests' runner inside reports. */
async function runWorkbench(page: Page, server: VsCodeServer, args: Arguments, pageLog: string[]): Promise<number> {
  const exited = new Promise<number>((resolve, reject) => {
    setTimeout(reject, TEST_LIMIT_MS, new Error(`The tests did not end in ${TEST_LIMIT_MS / 1000} s.`)).unref();
    page.on('crash', () => {
      reject(new Error('The workbench page crashed.'));
    });
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
    pageLog.push(`[${type}] ${format(...values)}`);
  });
  const payload: [string, string][] = args.extensions.map((path) => [
    'extensionDevelopmentPath',
    remoteUri(server, path),
  ]);
  if (args.disableExtensions) payload.push(['disableExtensions', 'true']);
  if (args.tests !== undefined) payload.push(['extensionTestsPath', remoteUri(server, args.tests)]);
  const folder = args.target !== undefined && statSync(args.target).isDirectory();
  const target = folder ? { folder: args.target } : { workspace: args.target };
  await page.goto(workbenchUrl(server, { ...target, payload }));
  return await exited;
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  const output = new OutputFollower();
  const pageLog: string[] = [];
  let server: VsCodeServer | undefined;
  let browser: Browser | undefined;
  const stop = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    output.end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    server = await startServer({
      development: true,
      // @vscode/test-electron always passes --disable-workspace-trust, so that flag tells nothing.
      workspaceTrust: process.env['VSCODE_HOST_RESTRICTED'] === '1',
      env: { EXTENSION_TESTS_OUTPUT: output.file },
    });
    const window = await launchBrowser();
    browser = window.browser;
    const code = await runWorkbench(await window.context.newPage(), server, args, pageLog);
    if (server.hostCrashes.length > 0) {
      console.error(`The extension host ended early (${server.hostCrashes.join('; ')}).`);
      return code === 0 ? 1 : code;
    }
    return code;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    // Nothing from the tests themselves: then the reason is in VS Code's own words.
    if (output.empty && server !== undefined) {
      console.error([...pageLog.slice(-40), readFileSync(server.logFile, 'utf8').slice(-3000)].join('\n'));
    }
    await stop();
  }
}

process.exitCode = await main();

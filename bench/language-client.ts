import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { peakMemory } from './run.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** A language server over stdio with one open document, and the time of what is asked of it. */
export class LanguageClient {
  readonly connection: MessageConnection;
  readonly #child: ChildProcess;
  readonly #folder: string;
  /** Whether it answers when it is asked for diagnostics; else it sends them by itself. */
  readonly #pulls: boolean;
  #pushed: () => void = () => undefined;
  #uri = '';
  #version = 0;

  private constructor(child: ChildProcess, connection: MessageConnection, folder: string, pulls: boolean) {
    [this.#child, this.connection, this.#folder, this.#pulls] = [child, connection, folder, pulls];
    connection.onRequest(() => null);
    connection.onNotification('textDocument/publishDiagnostics', () => {
      this.#pushed();
    });
    connection.listen();
  }

  /** Starts a server's program on a folder. `pushes`: the server has no diagnostics to ask for. */
  static async start(program: string, folder: string, pushes = false): Promise<LanguageClient> {
    const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const client = new LanguageClient(child, connection, folder, !pushes);
    const uri = pathToFileURL(folder).href;
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      initializationOptions: {},
      capabilities: { textDocument: pushes ? {} : { diagnostic: {} } },
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  /** Opens a document; resolves with its diagnostics, where the server is asked for them. */
  async open(name: string, languageId: string, text: string): Promise<readonly unknown[]> {
    this.#uri = pathToFileURL(join(this.#folder, name)).href;
    const answer = this.#answer();
    const textDocument = { uri: this.#uri, languageId, version: 0, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return answer();
  }

  /** Types a character and waits for the diagnostics; milliseconds. */
  async type(position: Position): Promise<number> {
    const began = performance.now();
    const answer = this.#answer();
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range: { start: position, end: position }, text: 'x' }],
    });
    await answer();
    return performance.now() - began;
  }

  /** Peak memory of the server so far, in bytes. */
  get peakMemory(): number | undefined {
    return this.#child.pid === undefined ? undefined : peakMemory(this.#child.pid);
  }

  /** Asks the server to end, and waits until it has. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }

  /** To be called before a change is sent; what it returns waits for the diagnostics that follow. */
  #answer(): () => Promise<readonly unknown[]> {
    if (!this.#pulls) {
      const pushed = new Promise<void>((resolve) => {
        this.#pushed = resolve;
      });
      return () => pushed.then(() => []);
    }
    const textDocument = { uri: this.#uri };
    return async () => {
      const report = await this.connection.sendRequest<{ items?: unknown[] }>('textDocument/diagnostic', {
        textDocument,
      });
      return report.items ?? [];
    };
  }
}

/** Where to type in a text: behind a text that stands in its second half. */
export function positionBehind(text: string, mark: string): Position {
  const before = text.slice(0, text.indexOf(mark, text.length / 2) + mark.length).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type FileSystemWatcher,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  Position,
  type ProtocolConnection,
  type Range,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const REPOSITORY = join(import.meta.dirname, '../../..');

export interface ClientOptions {
  /** Workspace folders, absolute. */
  readonly folders: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  readonly env?: NodeJS.ProcessEnv;
}

/** What a full client says of itself, as far as answers depend on it. */
export const FULL: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: {},
    completion: {
      completionItem: {
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

/** A client without pull diagnostics. */
export const PUSHED_TO: ClientCapabilities = { ...FULL, textDocument: { hover: {} } };

/** The server in a process of its own, over stdio, and what an editor keeps of it. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  /** All bytes that the server wrote, to either stream. */
  readonly written: Buffer[] = [];
  readonly pushed = new Map<string, Diagnostic[]>();
  readonly watchers: FileSystemWatcher[] = [];
  /** What the server asked to be asked for, but files to watch, by method. */
  readonly registered = new Map<string, unknown>();
  refreshes = 0;
  lensRefreshes = 0;
  result: InitializeResult = { capabilities: {} };
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #listeners = new Set<() => void>();

  static async start(options: ClientOptions): Promise<TestClient> {
    const client = new TestClient(options.env ?? {});
    const folders = options.folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder }));
    const ended = once(client.process, 'exit').then(() => {
      throw new Error(`the server ended at once: ${Buffer.concat(client.written).toString()}`);
    });
    const initialized = client.connection.sendRequest<InitializeResult>(InitializeRequest.method, {
      processId: process.pid,
      workspaceFolders: folders,
      capabilities: options.capabilities ?? FULL,
      initializationOptions: options.initializationOptions,
    });
    client.result = await Promise.race([initialized, ended]);
    ended.catch(() => undefined);
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  private constructor(env: NodeJS.ProcessEnv) {
    const args = ['--import', 'tsx', join(REPOSITORY, 'server/main.ts'), '--stdio'];
    this.process = spawn(process.execPath, args, { cwd: REPOSITORY, env: { ...process.env, ...env } });
    const { stdin, stdout, stderr } = this.process;
    if (!stdin || !stdout || !stderr) throw new Error('no pipes');
    for (const stream of [stdout, stderr]) stream.on('data', (bytes: Buffer) => this.written.push(bytes));
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#answerServer();
    this.connection.listen();
  }

  #answerServer(): void {
    const { connection } = this;
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const { method, registerOptions } of registrations) {
        const watchers = (registerOptions as { watchers?: FileSystemWatcher[] } | undefined)?.watchers;
        if (watchers) this.watchers.push(...watchers);
        else this.registered.set(method, registerOptions);
      }
      this.#changed();
      return null;
    });
    connection.onRequest('client/unregisterCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.#changed();
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => {
      this.lensRefreshes++;
      this.#changed();
      return null;
    });
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string; diagnostics: Diagnostic[] }) => {
        this.pushed.set(params.uri, params.diagnostics);
        this.#changed();
      },
    );
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Resolves when something that the server sent makes the condition true. The test's own time limit applies. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        const listener = () => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  async open(path: string, text: string, languageId = 'json'): Promise<string> {
    const uri = path.includes(':') ? path : pathToFileURL(path).href;
    this.#texts.set(uri, { text, version: 1 });
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return uri;
  }

  /** Replaces offsets `start` to `end`; without them the whole text. */
  async change(uri: string, text: string, start?: number, end?: number): Promise<void> {
    const document = this.#document(uri);
    const range = start === undefined ? undefined : rangeIn(document.text, start, end ?? start);
    const whole = start === undefined ? text : document.text.slice(0, start) + text + document.text.slice(end ?? start);
    document.text = whole;
    document.version++;
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: document.version },
      contentChanges: [range ? { range, text } : { text }],
    });
  }

  /** The user changed settings; `null` where the client wants to be asked. */
  async settings(settings: unknown): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  async close(uri: string): Promise<void> {
    this.#texts.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async fileChanged(path: string, type: 1 | 2 | 3 = 2): Promise<void> {
    const changes = [{ uri: pathToFileURL(path).href, type }];
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  async pull(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    if (report.kind !== 'full') throw new Error('unchanged from nothing');
    return report.items;
  }

  /** A request at an offset of an open document. */
  at<R>(method: string, uri: string, offset: number, more: object = {}): Promise<R> {
    const position = positionIn(this.#document(uri).text, offset);
    return this.connection.sendRequest<R>(method, { textDocument: { uri }, position, ...more });
  }

  text(uri: string): string {
    return this.#document(uri).text;
  }

  #document(uri: string): { text: string; version: number } {
    const document = this.#texts.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** Shuts the server down as an editor does. Returns the exit code. */
  async stop(): Promise<number | null> {
    const ended = once(this.process, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await ended;
    this.connection.dispose();
    return code;
  }
}

function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return Position.create(lines.length - 1, lines.at(-1)?.length ?? 0);
}

export function rangeIn(text: string, start: number, end: number): Range {
  return { start: positionIn(text, start), end: positionIn(text, end) };
}

export function offsetIn(text: string, { line, character }: Position): number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  return (starts[line] ?? text.length) + character;
}

/** The text that a range covers. */
export function textIn(text: string, range: Range): string {
  return text.slice(offsetIn(text, range.start), offsetIn(text, range.end));
}

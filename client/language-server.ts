import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import {
  ChangedNotification,
  type CodePlacesParams,
  CodePlacesRequest,
  type CodePlaceState,
  type FileState,
  FileStateRequest,
  type FlowSymbol,
  type KnownValuesParams,
  KnownValuesRequest,
  type KnownValuesResult,
  type LiteralParams,
  LiteralRequest,
  type LiteralResult,
  ProjectsRequest,
  type ProjectState,
  type RenameParams,
  RenameRequest,
  type RenameResult,
  SymbolAtRequest,
  type UsagesParams,
  UsagesRequest,
  type UsagesResult,
  ValuesChangedNotification,
} from '../server/protocol.ts';
import { followAnnotationSettings } from './annotations.ts';
import { workspaceGlobs } from './config-file.ts';
import { traceOf } from './errors.ts';
import { createLanguageClient, type FolderGlob, settingFiles } from './language-client.ts';

export type AnswerValues = (params: KnownValuesParams) => Promise<KnownValuesResult>;

/** The language server as the rest of the client sees it: it may be restarted below. */
export class LanguageServer implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  #client: LanguageClient | undefined;
  #annotations: vscode.Disposable | undefined;
  #globs: readonly FolderGlob[] = [];
  /** What the running client was started with; undefined before the first start. */
  #shape: string | undefined;
  #starting: Promise<void>;

  readonly #started = new vscode.EventEmitter<void>();
  /** Answers the server's question which digests are values. */
  #knownValues: AnswerValues = () => Promise.resolve({ known: [] });

  /** Counts, a catalog or a configuration changed. */
  readonly onDidChange = this.#changed.event;
  /** A server runs that knows nothing of what was told before. */
  readonly onDidStart = this.#started.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#context = context;
    this.#log = log;
    this.#starting = this.#begin();
  }

  /** What uses it? Rejects when the server is not running or the token is cancelled, as all requests do. */
  async usages(params: UsagesParams, token: vscode.CancellationToken): Promise<UsagesResult> {
    return (await this.#running()).sendRequest(UsagesRequest, params, token);
  }

  /** What can be renamed there; undefined for anything that is none of ours. */
  async symbolAt(uri: vscode.Uri, position: vscode.Position): Promise<FlowSymbol | undefined> {
    const { line, character } = position;
    const params = { uri: uri.toString(), position: { line, character } };
    return (await (await this.#running()).sendRequest(SymbolAtRequest, params)) ?? undefined;
  }

  /** All that a rename changes. Rejects as `usages` does. */
  async rename(params: RenameParams, token: vscode.CancellationToken): Promise<RenameResult> {
    return (await this.#running()).sendRequest(RenameRequest, params, token);
  }

  /** Uses by name. */
  async projects(): Promise<readonly ProjectState[]> {
    return (await this.#running()).sendRequest(ProjectsRequest);
  }

  async fileState(uri: vscode.Uri): Promise<FileState> {
    return (await this.#running()).sendRequest(FileStateRequest, { uri: uri.toString() });
  }

  /** The code of an open flow file that can be edited in an editor of its own; `of` one node only, if that is given. */
  async codePlaces(uri: vscode.Uri, of?: CodePlacesParams['of']): Promise<readonly CodePlaceState[]> {
    return (await this.#running()).sendRequest(CodePlacesRequest, {
      uri: uri.toString(),
      ...(of !== undefined && { of }),
    });
  }

  /** The literal at a place, and how a reference is written there. */
  async literal(params: LiteralParams): Promise<LiteralResult> {
    return (await this.#running()).sendRequest(LiteralRequest, params);
  }

  /** Who answers which digests are values; asked only after `valuesChanged`. */
  onKnownValues(answer: AnswerValues): void {
    this.#knownValues = answer;
  }

  /** The values of these projects can be asked about, and may be others than before. */
  async valuesChanged(roots: readonly string[]): Promise<void> {
    await (await this.#running()).sendNotification(ValuesChangedNotification, { roots });
  }

  /** Starts anew when other files are to be read than before (a binding, the setting or the folders changed). */
  async reads(globs: readonly FolderGlob[]): Promise<void> {
    const shape = shapeOf(globs);
    if (this.#shape === undefined || shape === this.#shape) return;
    this.#shape = shape;
    this.#globs = globs;
    this.#starting = this.#starting.then(() => this.#restart(globs));
    await this.#starting;
  }

  /** Starts the server again where it has given up. */
  async revive(): Promise<void> {
    await this.#starting;
    if (this.#client?.state !== State.Stopped) return;
    this.#starting = this.#restart(this.#globs);
    await this.#starting;
  }

  async dispose(): Promise<void> {
    this.#changed.dispose();
    this.#annotations?.dispose();
    this.#started.dispose();
    await this.#starting;
    await this.#client?.dispose();
  }

  async #running(): Promise<LanguageClient> {
    await this.#starting;
    if (this.#client === undefined) throw new Error('The language server is not running.');
    return this.#client;
  }

  /** Looks for the bindings first, so that the server need not start again as soon as it has told them. */
  async #begin(): Promise<void> {
    const globs = await workspaceGlobs();
    this.#shape = shapeOf(globs);
    this.#globs = globs;
    await this.#start(globs);
  }

  async #restart(globs: readonly FolderGlob[]): Promise<void> {
    await this.#client?.dispose();
    await this.#start(globs);
  }

  /** Never rejects: a server that does not start is told by the requests that fail. */
  async #start(globs: readonly FolderGlob[]): Promise<void> {
    const client = createLanguageClient(this.#context, this.#log, globs);
    this.#client = client;
    this.#annotations?.dispose();
    this.#annotations = followAnnotationSettings(client);
    client.onNotification(ChangedNotification, () => {
      this.#changed.fire();
    });
    client.onRequest(KnownValuesRequest, (params: KnownValuesParams) => this.#knownValues(params));
    try {
      await client.start();
      this.#started.fire();
    } catch (error) {
      this.#log.error(`The language server does not start: ${traceOf(error)}`);
    }
    this.#changed.fire();
  }
}

function shapeOf(globs: readonly FolderGlob[]): string {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.toString());
  const sorted = globs.map(({ folder, glob }) => `${folder}\n${glob}`).sort();
  return JSON.stringify([folders, settingFiles(), sorted]);
}

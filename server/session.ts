import { type CancellationToken, type Disposable, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { createDocument } from '../language/document/source-document.ts';
import { type RuleSettings } from '../language/rules/settings.ts';
import { readFilesCatalog } from '../store/catalog/read-catalog.ts';
import { type WorkspaceApi } from '../workspace/api.ts';
import { nodeFileSystem } from '../workspace/file-system.ts';
import { type AskValues } from '../workspace/known-values/values.ts';
import { Workspace } from '../workspace/workspace.ts';
import { Pace } from '../workspace/pace.ts';
import { type ClientFeatures } from './client-features.ts';
import { type OpenDocument, type OpenDocuments, openDocuments } from './documents.ts';
import { Pulled } from './pulled.ts';
import { type Site } from './site.ts';
import { uriOfPath } from './uris.ts';

/** What changed: a catalog or configuration, and the files whose references did. */
export interface Change {
  readonly catalog: boolean;
  readonly files: readonly string[];
  /** More or less is known of secrets' values in the files. */
  readonly leaks?: boolean;
}

/** One client's folders, open documents and index, from `initialize` to `exit`. */
export class Session {
  readonly client: ClientFeatures;
  readonly documents: OpenDocuments;
  readonly pulled = new Pulled();
  /** Files whose documents were closed since the client asked for all findings: it may show what is no more. */
  readonly left = new Set<string>();
  /** True when the client has been told the findings of all files once. */
  isToldAll = false;
  #folders: readonly string[];
  #rules: RuleSettings;
  #workspace: WorkspaceApi;
  #leaks: { readonly roots: readonly string[]; readonly ask: AskValues } | undefined;
  #catalogsRead = false;
  /** Files that name nothing have been looked at, too. */
  #checked = false;
  #unsubscribe: () => void;
  /** Open documents on their way into the index, by address. */
  readonly #entering = new Map<string, Promise<void>>();
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(client: ClientFeatures, folders: readonly string[]) {
    this.client = client;
    this.#rules = client.rules;
    this.#folders = folders;
    this.documents = openDocuments((file) => this.#workspace.readAs(file));
    [this.#workspace, this.#unsubscribe] = this.#start();
    this.documents.onDidOpen(({ document: { uri } }) => {
      this.#entering.set(uri, this.#enter(uri));
    });
    this.documents.onDidChangeContent(({ document }) => {
      if (document.file === undefined) return;
      this.#workspace.changed(document.file);
      if (document.source.takesLong) void this.#enterAgain(document.uri, document.file);
    });
    this.documents.onDidClose(({ document }) => {
      this.#entering.delete(document.uri);
      this.pulled.delete(document.uri);
      if (document.file === undefined) return;
      this.left.add(document.file);
      this.#workspace.close(document.file);
    });
  }

  get workspace(): WorkspaceApi {
    return this.#workspace;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Folders came or went: everything is looked at anew, open documents stay. */
  setFolders(folders: readonly string[]): void {
    this.#unsubscribe();
    this.#folders = folders;
    [this.#workspace, this.#unsubscribe] = this.#start();
    if (this.#leaks) this.#workspace.searchLeaks(this.#leaks.roots, this.#leaks.ask);
    for (const { file, source, code } of this.documents.all())
      if (file !== undefined) this.#workspace.open(file, source, code);
    this.#emit({ catalog: true, files: [] });
  }

  /** The user chose how loud rules speak. */
  setRules(rules: RuleSettings): void {
    if (isSame(rules, this.#rules)) return;
    this.#rules = rules;
    this.#workspace.setRules(rules);
  }

  /** Looks for values in the projects that can be asked about, those of folders that are still to come too. */
  searchLeaks(roots: readonly string[], ask: AskValues): void {
    this.#leaks = { roots, ask };
    this.#workspace.searchLeaks(roots, ask);
  }

  /** What a request about an open document stands on; undefined when the client has not opened it. */
  siteOf(uri: string): Site | undefined {
    const document = this.documents.get(uri);
    return document && this.#siteOf(document);
  }

  /** The address of a file, as the client spells it where the file is open. */
  uriOf(path: string): string {
    return this.documents.all().find(({ file }) => file === path)?.uri ?? uriOfPath(path);
  }

  onDidChange(listener: (change: Change) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Resolves when every file has been read once. */
  async indexed(token: CancellationToken): Promise<void> {
    await this.#until(token, () => this.#workspace.isIndexed);
  }

  /** Resolves when it is known, too, which files can't be read whole: nothing is counted for a deletion before that. */
  async checked(token: CancellationToken): Promise<void> {
    await this.#until(token, () => this.#checked);
  }

  /** Resolves when the stores' names have been read once: nothing can be said of a name before that. */
  async catalogsRead(token: CancellationToken): Promise<void> {
    await this.#until(token, () => this.#catalogsRead);
  }

  /** Resolves when a document has been read: a big one in slices, between which others are answered. */
  async read(uri: string): Promise<void> {
    await this.#entering.get(uri);
    await this.#readInSlices(uri);
  }

  /** Resolves when every open document has been read and counts in the index. */
  async allRead(): Promise<void> {
    await Promise.all(this.documents.keys().map((uri) => this.read(uri)));
  }

  /** Resolves at the next change, or when the request is cancelled. */
  async nextChange(token: CancellationToken): Promise<void> {
    if (token.isCancellationRequested) return;
    const subscriptions: Disposable[] = [];
    await new Promise<void>((resolve) => {
      const done = () => {
        resolve();
      };
      subscriptions.push(this.onDidChange(done), token.onCancellationRequested(done));
    });
    for (const subscription of subscriptions) subscription.dispose();
  }

  /** A document counts in the index once it is read: the file on disk stands for it until then. */
  async #enter(uri: string): Promise<void> {
    await this.#readInSlices(uri);
    const document = this.documents.get(uri);
    if (document?.file !== undefined) this.#workspace.open(document.file, document.source, document.code);
  }

  /** So much of a document changed that what it refers to is known later. */
  async #enterAgain(uri: string, file: string): Promise<void> {
    await this.#readInSlices(uri);
    if (this.documents.get(uri) !== undefined) this.#workspace.changed(file);
  }

  async #readInSlices(uri: string): Promise<void> {
    const steps = this.documents.get(uri)?.source.readInSteps();
    const pace = new Pace();
    while (steps?.next().done === false) await pace.rest();
  }

  async #until(token: CancellationToken, condition: () => boolean): Promise<void> {
    while (!condition() && !token.isCancellationRequested) await this.nextChange(token);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
  }

  #start(): [WorkspaceApi, () => void] {
    const workspace = new Workspace({
      folders: this.#folders,
      fs: nodeFileSystem,
      readCatalog: ({ storeFolder, root }) => readFilesCatalog(storeFolder, root),
      extraFiles: this.client.files,
      rules: this.#rules,
    });
    this.#catalogsRead = false;
    this.#checked = false;
    const unsubscribe = workspace.onDidChange((change) => {
      if (change.catalog) {
        // A client may send a catalog before we know any project.
        this.#catalogsRead ||= workspace.projects().length > 0;
        this.#readAnew();
      }
      this.#emit(change);
    });
    void workspace.ready.then(() => {
      if (this.#workspace !== workspace) return;
      this.#catalogsRead = true;
      this.#checked = true;
      this.#emit({ catalog: false, files: [] });
    });
    return [workspace, unsubscribe];
  }

  /** A configuration may say of an open file that it is read in another way than before. */
  #readAnew(): void {
    for (const document of this.documents.all()) {
      if (document.file === undefined || document.code || this.#workspace.readAs(document.file) === document.readAs)
        continue;
      document.readAs = this.#workspace.readAs(document.file);
      document.source = createDocument(document.file, document.source.slice(), document.readAs);
      this.#workspace.open(document.file, document.source);
    }
  }

  #emit(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #siteOf({ uri, file, version, source }: OpenDocument): Site {
    return {
      workspace: this.#workspace,
      client: this.client,
      files: nodeFileSystem,
      document: source,
      uri,
      version,
      path: file ?? uri,
      uriOf: (path) => this.uriOf(path),
      indexed: this.#workspace.isIndexed,
    };
  }
}

function isSame(a: RuleSettings, b: RuleSettings): boolean {
  return a.size === b.size && [...a].every(([rule, setting]) => b.get(rule) === setting);
}

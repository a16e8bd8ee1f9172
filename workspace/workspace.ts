import { type Catalog } from '../language/catalog.ts';
import { type SourceDocument } from '../language/document/api.ts';
import { type Name, type Reference } from '../language/reference.ts';
import { type RuleSettings } from '../language/rules/settings.ts';
import {
  type CatalogReader,
  type CodeOf,
  type Counts,
  type DeclaredUses,
  type FileSystem,
  type IndexedFile,
  type LocatedFinding,
  type LocatedReference,
  type Project,
  type RenamePlan,
  type RenameTarget,
  type Scope,
  type StoreFile,
  type Target,
  type Unreadable,
  type Usages,
  type WorkspaceApi,
} from './api.ts';
import { Catalogs } from './catalogs.ts';
import { type Change, ChangeEvents } from './change-events.ts';
import { countsOf } from './counts.ts';
import { walk } from './discovery.ts';
import { FilesIndex } from './files-index.ts';
import { Findings } from './findings.ts';
import { LeakSearch } from './known-values/leak-search.ts';
import { type AskValues } from './known-values/values.ts';
import { Layout } from './layout.ts';
import { OpenDocuments } from './open-documents.ts';
import { ProjectFiles } from './project-files.ts';
import { readProjects } from './projects.ts';
import { readPresentText } from './rename/present-text.ts';
import { readDocument, tooBig } from './read-file.ts';
import { RuleContexts } from './rule-contexts.ts';
import { sameReferences } from './same-references.ts';
import { sortChanges } from './sort-changes.ts';
import { StoreFiles } from './store-files.ts';
import { Turns } from './turns.ts';
import { usagesOf } from './usages.ts';

export interface WorkspaceOptions {
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  readonly fs: FileSystem;
  readonly readCatalog: CatalogReader;
  /** More globs of files to look at, relative to the workspace folders. */
  readonly extraFiles?: readonly string[];
  /** What was chosen for rules in this editor (see WorkspaceApi.setRules). */
  readonly rules?: RuleSettings;
}

export class Workspace implements WorkspaceApi {
  readonly ready: Promise<void>;
  readonly #options: WorkspaceOptions;
  readonly #index: FilesIndex;
  readonly #catalogs: Catalogs;
  readonly #documents = new OpenDocuments();
  readonly #files: ProjectFiles;
  readonly #events = new ChangeEvents();
  readonly #storeFiles: StoreFiles;
  readonly #contexts: RuleContexts;
  /** Counts of each project, until something changes. */
  readonly #counts = new Map<string, Counts>();
  readonly #leaks = new LeakSearch({
    paths: () => this.#files.paths(),
    rootOf: (path) => this.#rootOf(path),
    scopeOf: (path) => this.scopeOf(path),
    document: (path) => this.document(path),
    read: (path) => this.#readClosed(path),
    changed: (paths) => {
      this.#events.announce(false, paths, true);
    },
  });
  readonly #findings: Findings;
  readonly #turns = new Turns();
  #layout: Layout;
  #scanned = false;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#index = new FilesIndex(options.fs);
    this.#files = new ProjectFiles(this.#index, this.#documents, () => this.#layout);
    this.#storeFiles = new StoreFiles(options.fs);
    this.#catalogs = new Catalogs(options.readCatalog);
    this.#contexts = new RuleContexts(options.rules);
    this.#findings = new Findings({
      index: this.#index,
      documents: this.#documents,
      files: this.#files,
      storeFiles: this.#storeFiles,
      catalogs: this.#catalogs,
      contexts: this.#contexts,
      leaks: this.#leaks,
      layout: () => this.#layout,
      counts: (root) => this.counts(root),
    });
    this.#layout = new Layout(options.folders, [], []);
    this.ready = this.#turns.take(() => this.#scan());
  }

  get isIndexed(): boolean {
    return this.#scanned;
  }

  projects(): readonly Project[] {
    return this.#layout.projects;
  }

  projectOf(path: string): Project | undefined {
    return this.#files.siteOf(path).project;
  }

  scopeOf(path: string): Scope {
    return this.#files.siteOf(path).scope;
  }

  fileOf(path: string): string {
    return this.#documents.ownerOf(path);
  }

  readAs(path: string): 'template' | 'script' | undefined {
    return this.#layout.of(path).readAs;
  }

  catalogOf(project: Project): Catalog | undefined {
    return this.#catalogs.get(project.root);
  }

  setCatalog(root: string, catalog: Catalog): void {
    this.#catalogs.set(root, catalog);
    this.#contexts.clear();
    this.#announce(true, []);
  }

  setRules(rules: RuleSettings): void {
    this.#contexts.setRules(rules);
    this.#announce(true, []);
  }

  open(path: string, document: SourceDocument, code?: CodeOf): void {
    this.#documents.open(path, document, code);
    this.#textChanged(path);
  }

  changed(path: string): void {
    this.#documents.changed(path);
    this.#textChanged(path);
  }

  close(path: string): void {
    this.#documents.close(path);
    this.#textChanged(path);
  }

  #textChanged(path: string): void {
    this.#storeFiles.changed(path);
    this.#findings.changed(path);
    this.#announce(false, [path]);
  }

  document(path: string): SourceDocument | undefined {
    return this.#documents.document(path);
  }

  filesChanged(paths: readonly string[]): Promise<void> {
    return this.#turns.take(async () => {
      const { rescan, stores, files } = await sortChanges(paths, this.#layout, this.#index, this.#options.fs);
      if (rescan) return this.#scan();
      const changed = await this.#index.refresh(files.map((path) => [path, this.readAs(path)]));
      changed.push(...(await this.#index.check()));
      const { catalogs, moved } = await this.#refreshCatalogs(stores);
      if (catalogs || changed.length + moved.length > 0) this.#announce(catalogs, [...changed, ...moved]);
    });
  }

  async freshUsages(target: Target, signal?: AbortSignal): Promise<Usages> {
    return this.#lookAgain(signal, () => usagesOf(target, this.#files.of(target.root), true));
  }

  async planRename(target: RenameTarget, to: string, signal?: AbortSignal): Promise<RenamePlan> {
    // Most sessions rename nothing.
    const { planRename } = await import('./rename/plan.ts');
    return this.#lookAgain(signal, () =>
      planRename(target, to, {
        catalog: this.#catalogs.get(target.root),
        files: this.#files.of(target.root),
        complete: true,
        textOf: async (path) => {
          const document = this.document(path);
          return document
            ? { document, digest: undefined }
            : readPresentText(path, this.#options.fs, this.readAs(path));
        },
      }),
    );
  }

  usages(target: Target): Usages {
    return usagesOf(target, this.#files.of(target.root), this.#isComplete());
  }

  sameReferences(path: string, reference: Reference, name: Name): readonly LocatedReference[] {
    const project = this.projectOf(path);
    return project === undefined ? [] : sameReferences(this.#files.referring(project.root), path, reference, name);
  }

  files(): readonly IndexedFile[] {
    return this.#files.all();
  }

  unreadable(): readonly Unreadable[] {
    return this.projects().flatMap(({ root }) =>
      this.#files.of(root).flatMap(({ path, problem }) => (problem === undefined ? [] : [{ path, reason: problem }])),
    );
  }

  counts(root: string): Counts {
    const complete = this.#isComplete();
    let counts = this.#counts.get(root);
    if (counts === undefined) {
      counts = countsOf(root, this.#catalogs.get(root), this.#files.of(root), complete, this.#scanned);
      this.#counts.set(root, counts);
    }
    return counts.complete === complete ? counts : { ...counts, complete };
  }

  storeFiles(): readonly string[] {
    return this.#findings.storeFiles(this.projects());
  }

  storeUses(path: string): { readonly file: StoreFile; readonly uses: readonly DeclaredUses[] } | undefined {
    return this.#findings.storeUses(path);
  }

  findings(path: string): readonly LocatedFinding[] {
    return this.#findings.of(path);
  }

  searchLeaks(roots: readonly string[], ask: AskValues): void {
    this.#leaks.start(roots, ask);
  }

  async leaksSearched(): Promise<void> {
    await this.ready;
    await this.#leaks.settled();
  }

  leaking(): readonly string[] {
    return this.#leaks.closed();
  }

  onDidChange(listener: (what: Change) => void): () => void {
    return this.#events.listen(listener);
  }

  /** A closed file, read for the length of one look; undefined when there is none or it can't be read. */
  async #readClosed(path: string): Promise<SourceDocument | undefined> {
    const { fs } = this.#options;
    const stat = await fs.stat(path).catch(() => undefined);
    if (stat === undefined || tooBig(stat) !== undefined) return undefined;
    const bytes = await fs.read(path).catch(() => undefined);
    return bytes && readDocument(path, bytes, this.readAs(path));
  }

  /** Answers from a complete look. In the same turn: changes that are told meanwhile wait, and don't make it incomplete. */
  #lookAgain<T>(signal: AbortSignal | undefined, answer: () => T | Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      signal?.throwIfAborted();
      await this.#scan();
      signal?.throwIfAborted();
      return answer();
    });
  }

  /** The project of a file that is looked at. */
  #rootOf(path: string): string | undefined {
    const { project, lookedAt } = this.#files.siteOf(path);
    return lookedAt ? project?.root : undefined;
  }

  #announce(catalog: boolean, files: readonly string[]): void {
    this.#counts.clear();
    this.#leaks.note(files);
    this.#events.announce(catalog, files);
  }

  /** Looks at everything: folders, configurations, catalogs, and each file whose size or time changed. */
  async #scan(): Promise<void> {
    const { folders, fs, extraFiles = [] } = this.#options;
    const walks = await Promise.all(folders.map((folder) => walk(folder, fs)));
    const found = [...new Set(walks.flatMap(({ files }) => files))];
    const before = JSON.stringify(this.projects());
    this.#layout = new Layout(folders, await readProjects(folders, found, fs), extraFiles);
    const configured = before !== JSON.stringify(this.projects());
    if (configured) this.#contexts.clear();
    this.#catalogs.keepOnly(this.projects());
    const { catalogs, moved } = await this.#refreshCatalogs(this.projects());
    // What is open can be judged already, while the closed files are still being read.
    if (catalogs || configured) this.#announce(true, moved);
    const files = new Map<string, 'template' | 'script' | undefined>();
    for (const path of found) {
      const { lookedAt, readAs } = this.#layout.of(path);
      if (lookedAt) files.set(path, readAs);
    }
    const changed = await this.#index.refresh(files);
    const gone = this.#index.keepOnly(files);
    this.#files.unlisted = walks.flatMap(({ unreadable }) => unreadable);
    // Files may belong to another project now; what an editor has open may be on no disk.
    if (configured) this.#leaks.note(this.#files.paths());
    const first = !this.#scanned;
    this.#scanned = true;
    const all = [...changed, ...gone, ...moved];
    if (first || all.length > 0) this.#announce(first, all);
    const torn = await this.#index.check();
    if (torn.length > 0) this.#announce(false, torn);
  }

  /** @returns true when names changed, and the files in which they stand elsewhere */
  async #refreshCatalogs(
    projects: readonly Project[],
  ): Promise<{ readonly catalogs: boolean; readonly moved: readonly string[] }> {
    const changed = await Promise.all(projects.map((project) => this.#catalogs.refresh(project)));
    const catalogs = changed.includes(true);
    if (catalogs) this.#contexts.clear();
    const files = projects.filter(({ config }) => config.store.kind === 'files');
    const known = files.flatMap(({ root }) => this.#catalogs.get(root) ?? []);
    const moved = await Promise.all(known.map((catalog) => this.#storeFiles.refresh(catalog)));
    return { catalogs, moved: moved.flat() };
  }

  #isComplete(): boolean {
    return this.#scanned && this.#turns.isIdle;
  }
}

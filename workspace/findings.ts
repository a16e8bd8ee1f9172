import { type SourceDocument } from '../language/document/api.ts';
import { withoutIgnored } from '../language/ignores/ignored.ts';
import { type Ignore } from '../language/reference.ts';
import { type RuleContext } from '../language/rules/context.ts';
import { byPlace, withSeverities } from '../language/rules/judge.ts';
import { type Counts, type DeclaredUses, type LocatedFinding, type Project, type StoreFile } from './api.ts';
import { type Catalogs } from './catalogs.ts';
import { type FilesIndex } from './files-index.ts';
import { ClosedFindings } from './judge-closed.ts';
import { judgeConfig } from './judge-config.ts';
import { OpenFindings } from './judge-open.ts';
import { judgeStoreFile, usesOf } from './judge-store-file.ts';
import { type LeakSearch } from './known-values/leak-search.ts';
import { type Layout } from './layout.ts';
import { type OpenDocuments } from './open-documents.ts';
import { type ProjectFiles } from './project-files.ts';
import { type RuleContexts } from './rule-contexts.ts';
import { pathsOf, type StoreFiles } from './store-files.ts';

/** What findings are made from. */
interface Sources {
  readonly index: FilesIndex;
  readonly documents: OpenDocuments;
  readonly files: ProjectFiles;
  readonly storeFiles: StoreFiles;
  readonly catalogs: Catalogs;
  readonly contexts: RuleContexts;
  readonly leaks: LeakSearch;
  readonly layout: () => Layout;
  readonly counts: (root: string) => Counts;
}

/** What is said of a file of any kind: by the rules, by the search for values, and of the store's own files. */
export class Findings {
  readonly #from: Sources;
  readonly #closed = new ClosedFindings();
  readonly #open = new OpenFindings();
  /** What the rules said about open documents, until these change. */
  readonly #judged = new Map<string, { readonly by: RuleContext; readonly findings: readonly LocatedFinding[] }>();

  constructor(from: Sources) {
    this.#from = from;
  }

  /** A document was opened, changed or closed. */
  changed(path: string): void {
    this.#judged.delete(path);
  }

  /** See WorkspaceApi.findings. */
  of(path: string): readonly LocatedFinding[] {
    const { files, documents, catalogs, contexts, leaks } = this.#from;
    const { project, scope, lookedAt } = files.siteOf(path);
    if (project === undefined || project.problem !== undefined) return [];
    const settings = contexts.settingsOf(project);
    if (path === project.configFile) return judgeConfig(project, documents.document(path), settings);
    if (!lookedAt) return this.#ofStoreFile(path);
    const catalog = catalogs.get(project.root);
    if (catalog === undefined) return [];
    const judged = this.#judge(path, contexts.of(project, scope, catalog));
    const leaking = withSeverities(leaks.remarks(path), settings);
    const all = leaking.length === 0 ? judged : [...judged, ...leaking].sort(byPlace);
    return withoutIgnored(all, this.#nodeIgnores(path));
  }

  /** See WorkspaceApi.storeFiles. */
  storeFiles(projects: readonly Project[]): readonly string[] {
    return projects.flatMap((project) => {
      const setting = this.#from.contexts.settingsOf(project).get('unused-secret') ?? 'hint';
      const catalog = this.#from.catalogs.get(project.root);
      return catalog === undefined || setting === 'hint' || setting === 'off' ? [] : pathsOf(catalog);
    });
  }

  /** See WorkspaceApi.storeUses. */
  storeUses(path: string): { readonly file: StoreFile; readonly uses: readonly DeclaredUses[] } | undefined {
    const { storeFiles, documents, catalogs, layout, counts } = this.#from;
    const project = layout().storeOf(path);
    const catalog = project && catalogs.get(project.root);
    const file = catalog && storeFiles.of(path, project.root, catalog, documents.document(path));
    return file && { file, uses: usesOf(file, counts(file.root)) };
  }

  #ofStoreFile(path: string): readonly LocatedFinding[] {
    const store = this.storeUses(path);
    const project = this.#from.layout().storeOf(path);
    if (store === undefined || project === undefined) return [];
    return judgeStoreFile(store.file, this.#from.counts(project.root), this.#from.contexts.settingsOf(project));
  }

  #judge(path: string, context: RuleContext): readonly LocatedFinding[] {
    const document = this.#from.documents.document(path);
    if (document !== undefined) return this.#judgeOpen(path, document, context);
    const entry = this.#from.index.get(path);
    return entry === undefined ? [] : this.#closed.of(entry, context);
  }

  #judgeOpen(path: string, document: SourceDocument, context: RuleContext): readonly LocatedFinding[] {
    const known = this.#judged.get(path);
    if (known?.by === context) return known.findings;
    const findings = this.#open.of(document, context);
    this.#judged.set(path, { by: context, findings });
    return findings;
  }

  /** What a node's description says, which is no part of the code that is open in an editor of its own. */
  #nodeIgnores(path: string): readonly Ignore[] {
    const { documents, index } = this.#from;
    const code = documents.codeOf(path);
    if (code === undefined) return [];
    const ignores = documents.document(code.flow)?.ignores() ?? index.get(code.flow)?.ignores ?? [];
    return ignores
      .filter(({ node }) => node === code.node)
      .map(({ rules }) => ({ start: 0, end: Number.MAX_SAFE_INTEGER, rules }));
  }
}

import { type Diagnostic } from 'vscode-languageserver';
import { Pace } from '../workspace/pace.ts';
import { mostSevere, resultIdOf, toDiagnostic } from './diagnostics.ts';
import { type Session } from './session.ts';

/** What is said of one file that nobody asked about. */
export interface FileReport {
  readonly uri: string;
  /** Of a document that is open though not shown; null for a closed file. */
  readonly version: number | null;
  /** Absent when there is nothing to say any more: the client can forget the file. */
  readonly resultId?: string;
  readonly items: Diagnostic[];
  /** True when the client has these items. */
  readonly unchanged: boolean;
}

interface Told {
  readonly uri: string;
  readonly resultId: string;
}

/** The findings of files that the client does not ask for one by one, and what it has been told of them. */
export class FileReports {
  readonly #session: Session;
  readonly #isAsked: (uri: string) => boolean;
  /** By path. */
  readonly #told: Map<string, Told>;

  /**
   * @param isAsked true for an open document whose findings the client gets in another way
   * @param told what the client has, by path
   */
  constructor(session: Session, isAsked: (uri: string) => boolean, told: ReadonlyMap<string, Told> = new Map()) {
    this.#session = session;
    this.#isAsked = isAsked;
    this.#told = new Map(told);
  }

  /** Every file that there is or was. */
  paths(): ReadonlySet<string> {
    const { workspace } = this.#session;
    const configs = workspace.projects().flatMap(({ configFile }) => configFile ?? []);
    const files = workspace.files().map(({ path }) => path);
    return new Set([...configs, ...files, ...workspace.storeFiles(), ...workspace.leaking(), ...this.#told.keys()]);
  }

  /** What may have other findings when these files changed (undefined: any): a use elsewhere counts in the store's files. */
  touchedBy(files: ReadonlySet<string> | undefined): ReadonlySet<string> {
    return files ? new Set([...files, ...this.#session.workspace.storeFiles()]) : this.paths();
  }

  /**
   * Looks at files, giving way to others meanwhile; those with nothing to say before and now are passed over.
   * @param anew files whose findings are told even if they were before
   */
  async *of(paths: Iterable<string>, anew: ReadonlySet<string> = new Set()): AsyncGenerator<FileReport> {
    const pace = new Pace();
    for (const path of paths) {
      await pace.rest();
      const report = await this.#reportOf(path, anew.has(path));
      if (report) yield report;
    }
  }

  async #reportOf(path: string, anew: boolean): Promise<FileReport | undefined> {
    const uri = this.#session.uriOf(path);
    if (this.#session.documents.get(uri)) {
      if (this.#isAsked(uri)) return undefined;
      await this.#session.read(uri);
    }
    const { workspace, client } = this.#session;
    const version = this.#session.documents.get(uri)?.version ?? null;
    const items = mostSevere(workspace.findings(path)).map((finding) => toDiagnostic(finding, client));
    const before = this.#told.get(path);
    if (items.length === 0) {
      if (!before && !anew) return undefined;
      this.#told.delete(path);
      return { uri: before?.uri ?? uri, version, items, unchanged: false };
    }
    const resultId = resultIdOf(items);
    this.#told.set(path, { uri, resultId });
    return { uri, version, resultId, items, unchanged: before?.resultId === resultId && !anew };
  }
}

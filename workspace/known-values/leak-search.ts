import { type SourceDocument } from '../../language/document/api.ts';
import { type Remark } from '../../language/finding.ts';
import { withoutIgnored } from '../../language/ignores/ignored.ts';
import { type Range } from '../../language/position.ts';
import { type Scope } from '../../config/bindings.ts';
import { rangeOf } from '../locate.ts';
import { type Leaks } from './leaks.ts';
import { type AskValues, Values } from './values.ts';

/** After the last change, before it is looked at; milliseconds. */
const CALM = 150;

/** A remark with its lines, so that one of a closed file can be shown. */
interface LocatedRemark extends Remark {
  readonly range: Range;
}

/** What the search needs of the workspace. */
export interface SearchedFiles {
  /** Every file that may hold a value, open or closed. */
  paths(): readonly string[];
  rootOf(path: string): string | undefined;
  scopeOf(path: string): Scope;
  /** An open document. */
  document(path: string): SourceDocument | undefined;
  /** A closed file's text, for the length of a look; undefined when it can't be read. */
  read(path: string): Promise<SourceDocument | undefined>;
  /** The findings of these files are others now. */
  changed(paths: readonly string[]): void;
}

/** Looks for secrets' values in all files of the projects whose values can be asked about, in the background. */
export class LeakSearch {
  readonly #files: SearchedFiles;
  /** Loaded by the first look: in many sessions nobody can open the store. */
  #leaks: Leaks | undefined;
  /** By project root; none for a project whose store nobody here can open. */
  #values: ReadonlyMap<string, Values> = new Map();
  /** Of closed files, those that hold a value. */
  readonly #closed = new Map<string, readonly LocatedRemark[]>();
  readonly #due = new Set<string>();
  #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(files: SearchedFiles) {
    this.#files = files;
  }

  /** The values of these projects may have changed: all is looked at anew. Without a root nothing is asked any more. */
  start(roots: readonly string[], ask: AskValues): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    const told = [...this.#closed.keys(), ...(this.#values.size > 0 ? this.#files.paths() : [])];
    this.#values = new Map(roots.map((root) => [root, new Values(root, ask)]));
    this.#closed.clear();
    this.#due.clear();
    if (told.length > 0) this.#files.changed(told);
    if (roots.length > 0) this.note(this.#files.paths());
  }

  /** These files changed. */
  note(paths: readonly string[]): void {
    if (this.#values.size === 0) return;
    for (const path of paths) this.#due.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settled(), CALM);
    this.#timer.unref();
  }

  /** Resolves when every file that changed has been looked at. Rejects never. */
  settled(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#run(this.#stop.signal));
    return this.#running;
  }

  /** What is known of an open document (in its order), or of a closed file. */
  remarks(path: string): readonly LocatedRemark[] {
    const values = this.#valuesOf(path);
    const document = values && this.#files.document(path);
    if (values === undefined || document === undefined) return this.#closed.get(path) ?? [];
    return this.#remarksOf(document, values, path);
  }

  /** The closed files that hold a value. */
  closed(): readonly string[] {
    return [...this.#closed.keys()];
  }

  async #run(signal: AbortSignal): Promise<void> {
    // What somebody looks at comes first.
    const due = [...this.#due].sort((a, b) => Number(this.#isOpen(b)) - Number(this.#isOpen(a)));
    for (const path of due) {
      if (signal.aborted) return;
      this.#due.delete(path);
      try {
        if (await this.#look(path, signal)) this.#files.changed([path]);
      } catch {
        // Who could answer went away: it is asked again when it says that values changed.
        return;
      }
    }
  }

  async #look(path: string, signal: AbortSignal): Promise<boolean> {
    const values = this.#valuesOf(path);
    if (values === undefined) return false;
    const open = this.#files.document(path);
    if (open !== undefined) {
      this.#closed.delete(path);
      return (await this.#loaded()).look(open, values, signal);
    }
    const document = await this.#files.read(path);
    if (document !== undefined) await (await this.#loaded()).look(document, values, signal);
    if (signal.aborted) return false;
    const found = document && this.#remarksOf(document, values, path);
    const had = this.#closed.delete(path);
    if (found === undefined || found.length === 0) return had;
    this.#closed.set(path, found);
    return true;
  }

  async #loaded(): Promise<Leaks> {
    const { Leaks } = await import('./leaks.ts');
    return (this.#leaks ??= new Leaks());
  }

  #remarksOf(document: SourceDocument, values: Values, path: string): readonly LocatedRemark[] {
    return this.#leaks ? located(document, this.#leaks.remarks(document, values, this.#spacesOf(path))) : [];
  }

  #valuesOf(path: string): Values | undefined {
    const root = this.#files.rootOf(path);
    return root === undefined ? undefined : this.#values.get(root);
  }

  #spacesOf(path: string): readonly string[] | undefined {
    const scope = this.#files.scopeOf(path);
    return scope.kind === 'bound' ? scope.spaces : scope.kind === 'all' ? undefined : [];
  }

  #isOpen(path: string): boolean {
    return this.#files.document(path) !== undefined;
  }
}

function located(document: SourceDocument, remarks: readonly Remark[]): readonly LocatedRemark[] {
  const told = remarks.length === 0 ? remarks : withoutIgnored(remarks, document.ignores());
  return told.map((remark) => ({ ...remark, range: rangeOf(document, remark) }));
}

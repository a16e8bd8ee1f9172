import { type FileKind, type SourceDocument } from '../language/document/api.ts';
import { type CodeOf, type LocatedReference } from './api.ts';
import { locate } from './locate.ts';

interface OpenDocument {
  readonly document: SourceDocument;
  readonly kind: FileKind;
  readonly references: readonly LocatedReference[];
  /** Looked for when it is asked for. */
  readonly problem: string | undefined;
}

/** The documents that an editor has open. What they refer to is located when somebody asks. */
export class OpenDocuments {
  readonly #documents = new Map<string, SourceDocument>();
  readonly #read = new Map<string, OpenDocument>();
  /** Those whose text has changed since they were read. */
  readonly #changed = new Set<string>();
  /** Of the documents that show one property of a flow file. */
  readonly #code = new Map<string, CodeOf>();

  open(path: string, document: SourceDocument, code?: CodeOf): void {
    this.#documents.set(path, document);
    if (code) this.#code.set(path, code);
    this.#forget(path);
  }

  changed(path: string): void {
    this.#changed.add(path);
  }

  close(path: string): void {
    this.#documents.delete(path);
    this.#code.delete(path);
    this.#forget(path);
  }

  #forget(path: string): void {
    this.#read.delete(path);
    this.#changed.delete(path);
  }

  /** The file that a document's bindings are looked up for: a flow file for one of its properties, else itself. */
  ownerOf(path: string): string {
    return this.#code.get(path)?.flow ?? path;
  }

  /** Which property a document shows; undefined for one that is a file of its own. */
  codeOf(path: string): CodeOf | undefined {
    return this.#code.get(path);
  }

  /** What a file refers to, but for the properties that editors of their own show. */
  withoutCode(path: string, references: readonly LocatedReference[]): readonly LocatedReference[] {
    const shown = [...this.#code.values()].filter(({ flow }) => flow === path);
    if (shown.length === 0) return references;
    return references.filter(
      ({ nodeId, reference }) =>
        !shown.some(({ node, property }) => node === nodeId && property === reference.property),
    );
  }

  paths(): IterableIterator<string> {
    return this.#documents.keys();
  }

  document(path: string): SourceDocument | undefined {
    return this.#documents.get(path);
  }

  /** While a changed document can't be read at once without holding up others, what it was before. */
  get(path: string): OpenDocument | undefined {
    const document = this.#documents.get(path);
    if (document === undefined) return undefined;
    const known = this.#read.get(path);
    if (known !== undefined && (!this.#changed.has(path) || document.takesLong)) return known;
    const open = read(path, document);
    this.#changed.delete(path);
    this.#read.set(path, open);
    return open;
  }
}

function read(path: string, document: SourceDocument): OpenDocument {
  let problem: { readonly text: string | undefined } | undefined;
  return {
    document,
    kind: document.kind,
    references: locate(path, document),
    get problem() {
      return (problem ??= { text: document.problem() }).text;
    },
  };
}

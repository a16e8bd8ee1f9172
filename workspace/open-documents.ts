import { type FileKind, type SourceDocument } from '../language/document/api.ts';
import { type LocatedReference } from './api.ts';
import { locate } from './locate.ts';

interface OpenDocument {
  readonly document: SourceDocument;
  readonly kind: FileKind;
  readonly references: readonly LocatedReference[];
  readonly problem?: string;
}

/** The documents that an editor has open. What they refer to is located when somebody asks. */
export class OpenDocuments {
  readonly #documents = new Map<string, SourceDocument>();
  readonly #read = new Map<string, OpenDocument>();

  open(path: string, document: SourceDocument): void {
    this.#documents.set(path, document);
    this.#read.delete(path);
  }

  changed(path: string): void {
    this.#read.delete(path);
  }

  close(path: string): void {
    this.#documents.delete(path);
    this.#read.delete(path);
  }

  paths(): IterableIterator<string> {
    return this.#documents.keys();
  }

  document(path: string): SourceDocument | undefined {
    return this.#documents.get(path);
  }

  get(path: string): OpenDocument | undefined {
    const document = this.#documents.get(path);
    if (document === undefined) return undefined;
    let open = this.#read.get(path);
    if (open === undefined) {
      const problem = document.problem();
      const references = locate(path, document);
      open = { document, kind: document.kind, references, ...(problem !== undefined && { problem }) };
      this.#read.set(path, open);
    }
    return open;
  }
}

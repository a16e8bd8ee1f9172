import { type IndexedFile, type Project, type Unreadable } from './api.ts';
import { type FilesIndex } from './files-index.ts';
import { type Layout } from './layout.ts';
import { type OpenDocuments } from './open-documents.ts';
import { type ScopedFile } from './usages.ts';

/** What is looked at now: indexed files, before which open documents stand. */
export class ProjectFiles {
  readonly #index: FilesIndex;
  readonly #documents: OpenDocuments;
  readonly #layout: () => Layout;
  /** Folders that could not be listed at the last look. */
  unlisted: readonly Unreadable[] = [];

  constructor(index: FilesIndex, documents: OpenDocuments, layout: () => Layout) {
    this.#index = index;
    this.#documents = documents;
    this.#layout = layout;
  }

  siteOf(path: string): ReturnType<Layout['of']> {
    return this.#layout().of(this.#documents.ownerOf(path));
  }

  /** Every indexed file and every open document that is looked at. */
  paths(): readonly string[] {
    const open = [...this.#documents.paths()].filter((path) => this.siteOf(path).lookedAt);
    return [...new Set([...this.#index.paths(), ...open])].sort();
  }

  all(): readonly IndexedFile[] {
    return this.paths().flatMap((path) => {
      const open = this.#documents.get(path);
      const file = open ?? this.#index.get(path);
      if (file === undefined || file.kind === 'none') return [];
      const references = this.#documents.withoutCode(path, file.references);
      return [{ path, kind: file.kind, open: open !== undefined, references }];
    });
  }

  /** What the files of a project refer to; whether any can't be read whole costs more and is not told. */
  referring(root: string): readonly ScopedFile[] {
    return this.paths().flatMap((path) => {
      const { project, scope } = this.siteOf(path);
      const file = project?.root === root ? (this.#documents.get(path) ?? this.#index.get(path)) : undefined;
      return file ? [{ path, scope, references: this.#documents.withoutCode(path, file.references) }] : [];
    });
  }

  /** The same with what could not be read, for all that counts. */
  of(root: string): readonly ScopedFile[] {
    const files = this.referring(root).map((file) => {
      const { problem } = this.#documents.get(file.path) ?? this.#index.get(file.path) ?? {};
      return problem === undefined ? file : { ...file, problem };
    });
    return [...files, ...this.#unseenIn(root)];
  }

  /** Folders that could not be listed and a configuration that can't be used: any file may be hidden by them. */
  #unseenIn(root: string): readonly ScopedFile[] {
    const project = this.#layout().projects.find((candidate: Project) => candidate.root === root);
    const problem = project === undefined ? 'It is no project of this workspace.' : project.problem;
    const broken = problem === undefined ? [] : [{ path: project?.configFile ?? root, reason: problem }];
    const folders = this.unlisted.filter(({ path }) => this.siteOf(path).project?.root === root);
    return [...broken, ...folders].map(({ path, reason }) => ({
      path,
      scope: { kind: 'unbound' },
      references: [],
      problem: reason,
    }));
  }
}

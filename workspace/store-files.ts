import { type Catalog } from '../language/catalog.ts';
import { type SourceDocument } from '../language/document/api.ts';
import { type DeclaredName, type FileSystem, type StoreFile } from './api.ts';
import { declaredNames } from './declared-names.ts';

/** Where the files of stores declare their names. Nothing else of them is kept. */
export class StoreFiles {
  readonly #fs: FileSystem;
  readonly #onDisk = new Map<string, readonly DeclaredName[]>();
  /** Of documents that an editor has open, until they change. */
  readonly #inEditor = new Map<string, readonly DeclaredName[]>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /**
   * Reads the files of a catalog.
   * @returns those in which a name stands elsewhere than before
   */
  async refresh(catalog: Catalog): Promise<readonly string[]> {
    const moved = await Promise.all(sourcesOf(catalog).map((source) => this.#read(source)));
    return moved.flat();
  }

  /** A document was opened, changed or closed. */
  changed(path: string): void {
    this.#inEditor.delete(path);
  }

  /**
   * What a file declares; undefined for a file that is none of the store, or whose names can't be trusted.
   * @param document what an editor shows, which stands before the disk
   */
  of(path: string, root: string, catalog: Catalog, document: SourceDocument | undefined): StoreFile | undefined {
    const source = sourcesOf(catalog).find((candidate) => candidate.path === path);
    if (source === undefined) return undefined;
    const names = document ? this.#namesIn(document, source) : (this.#onDisk.get(path) ?? []);
    return { root, names, ...(source.space === undefined ? {} : { space: source.space }) };
  }

  #namesIn(document: SourceDocument, { path, holder }: Source): readonly DeclaredName[] {
    let names = this.#inEditor.get(path);
    if (names === undefined) {
      names = declaredNames(document.slice(), holder);
      this.#inEditor.set(path, names);
    }
    return names;
  }

  async #read({ path, holder }: Source): Promise<readonly string[]> {
    const bytes = await this.#fs.read(path).catch(() => undefined);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const names = declaredNames(text, holder);
    const before = this.#onDisk.get(path);
    this.#onDisk.set(path, names);
    return JSON.stringify(before) === JSON.stringify(names) ? [] : [path];
  }
}

/** The files in which the names of a catalog are declared. */
export function pathsOf(catalog: Catalog): readonly string[] {
  return sourcesOf(catalog).map(({ path }) => path);
}

interface Source {
  readonly path: string;
  readonly holder: 'secrets' | 'credentials';
  readonly space?: string;
}

/** The readable files of a `files` store; the addresses of another store are no files. */
function sourcesOf({ spaces, credentials }: Catalog): readonly Source[] {
  const files: readonly Source[] = spaces.map(({ source, space }) => ({ path: source, holder: 'secrets', space }));
  const { source } = credentials;
  return source === undefined ? files : [...files, { path: source, holder: 'credentials' }];
}

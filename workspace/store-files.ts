import { type Catalog } from '../language/catalog.ts';
import { type FileSystem, type StoreFile } from './api.ts';
import { type DeclaredName, declaredNames } from './declared-names.ts';

/** Where the files of `files` stores declare their names. Nothing else of them is kept. */
export class StoreFiles {
  readonly #fs: FileSystem;
  readonly #names = new Map<string, readonly DeclaredName[]>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /** Reads the files of a catalog that was read from disk. */
  async refresh(catalog: Catalog): Promise<void> {
    await Promise.all(
      sourcesOf(catalog).map(async ({ path, holder }) => {
        const bytes = await this.#fs.read(path).catch(() => undefined);
        if (bytes === undefined) this.#names.delete(path);
        else this.#names.set(path, declaredNames(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), holder));
      }),
    );
  }

  /**
   * What a file of the store declares; undefined for a file that is none of it, or whose names can't be trusted.
   * @param text what an editor shows, which stands before the disk
   */
  of(path: string, root: string, catalog: Catalog, text: string | undefined): StoreFile | undefined {
    const source = sourcesOf(catalog).find((candidate) => candidate.path === path);
    if (source === undefined) return undefined;
    const names = text === undefined ? (this.#names.get(path) ?? []) : declaredNames(text, source.holder);
    return { root, names, ...(source.space === undefined ? {} : { space: source.space }) };
  }
}

interface Source {
  readonly path: string;
  readonly holder: 'secrets' | 'credentials';
  readonly space?: string;
}

function sourcesOf({ spaces, credentials }: Catalog): readonly Source[] {
  const files: readonly Source[] = spaces.map(({ source, space }) => ({ path: source, holder: 'secrets', space }));
  const { source } = credentials;
  return source === undefined ? files : [...files, { path: source, holder: 'credentials' }];
}

import { type Catalog } from '../language/catalog.ts';
import { type CatalogReader, type Project } from './api.ts';
import { messageOf } from './discovery.ts';

/** The catalog of each project: read from disk for a `files` store, sent for any other. */
export class Catalogs {
  readonly #read: CatalogReader;
  readonly #catalogs = new Map<string, { readonly catalog: Catalog; readonly sent: boolean }>();
  constructor(read: CatalogReader) {
    this.#read = read;
  }

  get(root: string): Catalog | undefined {
    return this.#catalogs.get(root)?.catalog;
  }

  set(root: string, catalog: Catalog): void {
    this.#catalogs.set(root, { catalog, sent: true });
  }

  /**
   * Reads a project's catalog again.
   * @returns true when it says something else than before
   */
  async refresh(project: Project): Promise<boolean> {
    const before = this.#catalogs.get(project.root);
    if (project.problem !== undefined) return this.#catalogs.delete(project.root);
    // What was read from disk says nothing of another kind of store.
    if (project.config.store.kind !== 'files') return before?.sent === false && this.#catalogs.delete(project.root);
    const catalog = await this.#readSafely(project);
    this.#catalogs.set(project.root, { catalog, sent: false });
    return JSON.stringify(before?.catalog) !== JSON.stringify(catalog);
  }

  keepOnly(projects: readonly Project[]): void {
    const roots = new Set(projects.map(({ root }) => root));
    for (const root of this.#catalogs.keys()) if (!roots.has(root)) this.#catalogs.delete(root);
  }

  async #readSafely(project: Project): Promise<Catalog> {
    try {
      return await this.#read(project);
    } catch (error) {
      const problem = messageOf(error);
      const credentials = { complete: false, problem, credentials: [] };
      return { complete: false, problem, spaces: [], broken: [], credentials };
    }
  }
}

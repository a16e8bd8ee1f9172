import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Catalog } from '../../language/catalog.ts';
import { createDocument } from '../../language/document/source-document.ts';
import { type SourceDocument } from '../../language/document/api.ts';
import { type FileSystem, type Project } from '../../workspace/api.ts';
import { nodeFileSystem } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { catalogOf, type CatalogSketch } from '../language/rules/fixture.ts';

/** A folder on disk that is removed after the test, and a workspace on it. */
export class World {
  readonly root: string;
  /** What the stores hold, by project folder relative to the root; read each time. */
  readonly catalogs = new Map<string, CatalogSketch>();

  private constructor(root: string) {
    this.root = root;
  }

  static async create(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<World> {
    const world = new World(await realpath(await mkdtemp(join(tmpdir(), 'flow-secrets-'))));
    for (const [name, content] of Object.entries(files)) await world.write(name, content);
    return world;
  }

  path(name: string): string {
    return join(this.root, name);
  }

  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  async open(extraFiles: readonly string[] = [], fs: FileSystem = nodeFileSystem): Promise<Workspace> {
    const readCatalog = (project: Project): Promise<Catalog> => {
      const name = project.root.slice(this.root.length + 1);
      return Promise.resolve(catalogOf(this.catalogs.get(name) ?? { spaces: {} }));
    };
    const workspace = new Workspace({ folders: [this.root], fs, readCatalog, extraFiles });
    await workspace.ready;
    return workspace;
  }

  dispose(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}

/** A flow file with one tab and a function node for each piece of code. */
export function flow(...code: readonly string[]): string {
  return JSON.stringify([
    { id: 't', type: 'tab', label: 'Ingest' },
    ...code.map((func, index) => ({ id: `n${index}`, type: 'function', z: 't', name: `Call ${index}`, func })),
  ]);
}

export function read(key: string): string {
  return `return global.get("SECRETS.${key}");`;
}

export function bind(...bindings: readonly (readonly [files: string, ...spaces: string[]])[]): string {
  return JSON.stringify({ bindings: bindings.map(([files, ...spaces]) => ({ files: [files], spaces })) });
}

/** Opens a document as an editor does: its text counts, whatever is on disk. */
export function openText(workspace: Workspace, path: string, text: string): SourceDocument {
  const document = createDocument(path, text, workspace.readAs(path));
  workspace.open(path, document);
  return document;
}

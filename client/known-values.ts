import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type SpaceCatalog } from '../language/catalog.ts';
import { type KnownValue } from '../language/rules/known-value.ts';
import { type KnownValuesParams, type KnownValuesResult } from '../server/protocol.ts';
import { knownValuesOf } from '../store/known-values.ts';
import { traceOf } from './errors.ts';
import { type LanguageServer } from './language-server.ts';
import { type Project, type Projects } from './projects.ts';

/** The digests of a project's values, and which state of its spaces they were made from. */
interface Digests {
  readonly stamp: string;
  readonly byDigest: Promise<ReadonlyMap<string, readonly KnownValue[]>>;
}

/**
 * Answers the language server which digests are values of secrets. The digests stay in memory, only for spaces that this
 * user can open; none in Restricted Mode, and none leaves this process: the answer is names.
 */
export class KnownValues implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #projects: Projects;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #digests = new Map<string, Digests>();
  /** What the server was told last. */
  #told = '';

  constructor(server: LanguageServer, projects: Projects, log: vscode.LogOutputChannel) {
    this.#server = server;
    this.#projects = projects;
    this.#log = log;
    server.onKnownValues((params) => this.#answer(params));
    this.#subscriptions = [
      projects.onDidChange(() => void this.#tell()),
      server.onDidStart(() => {
        this.#told = '';
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#digests.clear();
  }

  /** Tells the server when the values, or who may ask, are others than before. */
  async #tell(): Promise<void> {
    const open = this.#projects.all.filter((project) => spacesOf(project).length > 0);
    const told = JSON.stringify(await Promise.all(open.map(async (project) => [project.root, await stampOf(project)])));
    if (told === this.#told || (open.length === 0 && this.#told === '')) return;
    this.#told = told;
    const roots = open.map(({ root }) => root);
    for (const root of this.#digests.keys()) if (!roots.includes(root)) this.#digests.delete(root);
    try {
      await this.#server.valuesChanged(roots);
    } catch (error) {
      this.#log.warn(`Leak detection has to wait: ${traceOf(error)}`);
    }
  }

  async #answer({ root, digests }: KnownValuesParams): Promise<KnownValuesResult> {
    const project = this.#projects.get(root);
    const known = project && (await this.#digestsOf(project));
    return { known: digests.map((digest) => known?.get(digest) ?? []) };
  }

  async #digestsOf(project: Project): Promise<ReadonlyMap<string, readonly KnownValue[]>> {
    const stamp = await stampOf(project);
    const present = this.#digests.get(project.root);
    if (present?.stamp === stamp) return present.byDigest;
    const names = spacesOf(project).map(({ space }) => space);
    const byDigest = knownValuesOf(project.store, names);
    this.#digests.set(project.root, { stamp, byDigest });
    return byDigest;
  }
}

/** The spaces that this user can open. */
function spacesOf({ catalog, access }: Project): readonly SpaceCatalog[] {
  if (!vscode.workspace.isTrusted) return [];
  return catalog.spaces.filter(({ space }) => access.get(space)?.role === 'owner');
}

/** What changes whenever a value may have. */
async function stampOf(project: Project): Promise<string> {
  const files = await Promise.all(
    spacesOf(project).map(async ({ space, source }) => {
      const { mtimeMs = 0, size = 0, ino = 0 } = (await stat(source).catch(() => undefined)) ?? {};
      return [space, source, mtimeMs, size, ino];
    }),
  );
  return JSON.stringify(files);
}

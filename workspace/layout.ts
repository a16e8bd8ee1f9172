import { sep } from 'node:path';
import { faultOfGlob, isNamedByBinding, type Scope, spacesOf } from '../config/bindings.ts';
import { type Config, CONFIG_FILE } from '../config/config.ts';
import { DEFAULT_CONFIG } from '../config/read-config.ts';
import { endingOf, isLookedAt } from '../language/document/file-kind.ts';
import { type Project } from './api.ts';
import { isLeftOut, isNamed, isWithin, localPath } from './discovery.ts';
import { projectOf } from './projects.ts';

/** What the configuration says of one path. */
interface Site {
  readonly project: Project | undefined;
  readonly scope: Scope;
  /** True for a file that is looked at for references (CONTRACTS, Which files are looked at). */
  readonly lookedAt: boolean;
  readonly readAs: 'template' | 'script' | undefined;
}

const OUTSIDE: Site = { project: undefined, scope: { kind: 'unbound' }, lookedAt: false, readAs: undefined };

/** The projects as they are now, and what follows for each path. Made anew when a configuration changes. */
export class Layout {
  readonly folders: readonly string[];
  readonly projects: readonly Project[];
  readonly #extra: Config | undefined;
  /** Of the paths that were matched with globs: the rest is told faster than remembered. */
  readonly #sites = new Map<string, Site>();
  /** The last new answer: most files have the same one, and share it. */
  #last = OUTSIDE;

  /** @param extraFiles more globs of files to look at, relative to the workspace folders */
  constructor(folders: readonly string[], projects: readonly Project[], extraFiles: readonly string[]) {
    this.folders = folders;
    this.projects = projects;
    // A glob that could keep the matcher busy is passed over; in flow-secrets.json it would be a problem.
    const files = extraFiles.filter((glob) => faultOfGlob(glob) === undefined);
    if (files.length > 0) this.#extra = { ...DEFAULT_CONFIG, bindings: [{ files, spaces: [] }] };
  }

  /** The answer for an absolute path. */
  of(path: string): Site {
    const known = this.#sites.get(path);
    if (known !== undefined) return known;
    const found = this.#siteOf(path);
    this.#last = isSameSite(found, this.#last) ? this.#last : found;
    if (this.#extra !== undefined || found.project?.config.bindings !== undefined) this.#sites.set(path, this.#last);
    return this.#last;
  }

  /** The project in whose store folder the path lies. */
  storeOf(path: string): Project | undefined {
    return this.projects.find(({ storeFolder }) => isWithin(path, storeFolder));
  }

  #siteOf(path: string): Site {
    const folder = this.folders.find((candidate) => isWithin(path, candidate));
    const project = projectOf(this.projects, path);
    if (folder === undefined || project === undefined) return OUTSIDE;
    const local = slashed(localPath(path, project.root));
    const scope = spacesOf(project.config, local);
    const never = isLeftOut(path, folder) || this.storeOf(path) !== undefined || isNamed(path, CONFIG_FILE);
    if (never) return { project, scope, lookedAt: false, readAs: undefined };
    if (isLookedAt(path)) return { project, scope, lookedAt: true, readAs: undefined };
    const named =
      isNamedByBinding(project.config, local) ||
      (this.#extra !== undefined && isNamedByBinding(this.#extra, slashed(localPath(path, folder))));
    const readAs = endingOf(path) === 'typescript' ? 'script' : 'template';
    return { project, scope, lookedAt: named, readAs: named ? readAs : undefined };
  }
}

function isSameSite(a: Site, b: Site): boolean {
  const isSameScope = a.scope.kind !== 'bound' && a.scope.kind === b.scope.kind;
  return isSameScope && a.project === b.project && a.lookedAt === b.lookedAt && a.readAs === b.readAs;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

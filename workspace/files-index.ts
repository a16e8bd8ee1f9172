import { type FileStat, type FileSystem } from './api.ts';
import { messageOf } from './discovery.ts';
import { type Contents, NOTHING, readContents, tooBig } from './read-file.ts';
import { Pace } from './pace.ts';

export interface Entry extends Contents {
  readonly path: string;
}

interface Kept extends Entry {
  readonly stamp: FileStat;
  /** Changed so shortly before it was read that a later change may bear the same time. */
  readonly fresh: boolean;
  readonly readAs: 'template' | 'script' | undefined;
}

/** Times of files are as coarse as this on some disks, in milliseconds. */
const COARSE_TIME = 2000;
/** Files that are read at once. */
const WIDTH = 16;

/** What each file on disk refers to. Closed files keep their references only, not their text. */
export class FilesIndex {
  readonly #fs: FileSystem;
  readonly #entries = new Map<string, Kept>();
  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  get(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  paths(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /**
   * Looks at these files again, as far as their size or time changed; one that is gone is forgotten.
   * @returns the paths whose entry changed
   */
  async refresh(
    files: Iterable<readonly [path: string, readAs: 'template' | 'script' | undefined]>,
  ): Promise<readonly string[]> {
    const changed: string[] = [];
    const queue = [...files].values();
    const pace = new Pace();
    const work = async (): Promise<void> => {
      for (const [path, readAs] of queue) {
        if (await this.#look(path, readAs, pace)) changed.push(path);
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, work));
    return changed;
  }

  /**
   * Forgets all other files.
   * @returns those that were known
   */
  keepOnly(paths: ReadonlySet<string>): readonly string[] {
    const gone = [...this.#entries.keys()].filter((path) => !paths.has(path));
    for (const path of gone) this.#entries.delete(path);
    return gone;
  }

  async #look(path: string, readAs: 'template' | 'script' | undefined, pace: Pace): Promise<boolean> {
    const known = this.#entries.get(path);
    try {
      const readAt = Date.now();
      const stamp = await this.#fs.stat(path);
      if (!stamp?.isFile) return this.#entries.delete(path);
      if (known !== undefined && known.readAs === readAs && !known.fresh && isSame(known.stamp, stamp)) return false;
      const contents = tooBig(stamp) ?? (await this.#read(path, readAs, pace));
      if (contents === undefined) return this.#entries.delete(path);
      const fresh = Math.max(stamp.mtimeMs, stamp.ctimeMs) > readAt - COARSE_TIME;
      this.#entries.set(path, { ...contents, path, stamp, fresh, readAs });
    } catch (error) {
      const stamp = { size: -1, mtimeMs: 0, ctimeMs: 0, isFile: true };
      const problem = messageOf(error);
      if (known?.problem === problem) return false;
      this.#entries.set(path, { ...NOTHING, problem, path, stamp, fresh: true, readAs });
    }
    return true;
  }

  async #read(path: string, readAs: 'template' | 'script' | undefined, pace: Pace): Promise<Contents | undefined> {
    const bytes = await this.#fs.read(path);
    if (bytes === undefined) return undefined;
    await pace.rest();
    return readContents(path, bytes, readAs);
  }
}

function isSame(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}

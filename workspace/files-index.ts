import { type FileStat, type FileSystem } from './api.ts';
import { messageOf } from './discovery.ts';
import { type Contents, contentsOfQuiet, MAX_BYTES, NOTHING, readContents, tooBig } from './read-file.ts';
import { Pace } from './pace.ts';

/** Small: there is one for each file, and most files name nothing and share their contents. */
interface Entry {
  readonly contents: Contents;
  readonly size: number;
  readonly mtimeMs: number;
  /** No number, which equals none, when it changed so shortly before it was read that a later change may bear the same time. */
  readonly ctimeMs: number;
  readonly readAs: ReadAs;
}

type ReadAs = 'template' | 'script' | undefined;
type File = readonly [path: string, readAs: ReadAs];

/** Times of files are as coarse as this on some disks, in milliseconds. */
const COARSE_TIME = 2000;
/** Files that are read at once. */
const WIDTH = 16;

/** What each file on disk refers to. Closed files keep their references only, not their text. */
export class FilesIndex {
  readonly #fs: FileSystem;
  readonly #entries = new Map<string, Entry>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  get(path: string): Contents | undefined {
    return this.#entries.get(path)?.contents;
  }

  paths(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /**
   * Looks at these files again, as far as their size or time changed; one that is gone is forgotten. Whether those that
   * name nothing are torn is for `check`.
   * @returns the paths whose entry changed
   */
  refresh(files: Iterable<File>): Promise<string[]> {
    return this.#lookAt(files, false);
  }

  /**
   * Looks for what is torn in the files in which nothing was found.
   * @returns the paths whose entry changed
   */
  check(): Promise<string[]> {
    const unchecked = [...this.#entries].filter(([, { contents }]) => contents.unchecked);
    return this.#lookAt(
      unchecked.map(([path, { readAs }]) => [path, readAs]),
      true,
    );
  }

  /**
   * Forgets all other files.
   * @returns those that were known
   */
  keepOnly(paths: Pick<ReadonlySet<string>, 'has'>): readonly string[] {
    const gone = [...this.#entries.keys()].filter((path) => !paths.has(path));
    for (const path of gone) this.#entries.delete(path);
    return gone;
  }

  async #lookAt(files: Iterable<File>, check: boolean): Promise<string[]> {
    const changed: string[] = [];
    const queue = [...files].values();
    const pace = new Pace();
    const work = async (): Promise<void> => {
      for (const file of queue) {
        await pace.rest();
        if (await this.#look(file, check)) changed.push(file[0]);
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, work));
    return changed;
  }

  async #look([path, readAs]: File, check: boolean): Promise<boolean> {
    const known = this.#entries.get(path);
    try {
      const readAt = Date.now();
      // To ask for size and times before a file is opened would take as long as to look through it.
      const glance = known === undefined ? await this.#fs.glance(path, MAX_BYTES) : undefined;
      const stat = glance?.stat ?? (await this.#fs.stat(path));
      if (!stat?.isFile) return this.#entries.delete(path);
      const isKnown = known !== undefined && known.readAs === readAs && isSame(known, stat);
      if (isKnown && !(check && known.contents.unchecked)) return false;
      const quiet = glance?.mayConcern === false ? contentsOfQuiet(path) : undefined;
      const contents = tooBig(stat) ?? quiet ?? (await this.#read(path, readAs, check));
      if (contents === undefined) return this.#entries.delete(path);
      const { size, mtimeMs } = stat;
      const isFresh = Math.max(mtimeMs, stat.ctimeMs) > readAt - COARSE_TIME;
      this.#entries.set(path, { contents, size, mtimeMs, ctimeMs: isFresh ? NaN : stat.ctimeMs, readAs });
      return !(isKnown && contents.problem === undefined);
    } catch (error) {
      const problem = messageOf(error);
      if (known?.contents.problem === problem) return false;
      const contents = { ...NOTHING, problem };
      this.#entries.set(path, { contents, size: -1, mtimeMs: 0, ctimeMs: NaN, readAs });
      return true;
    }
  }

  async #read(path: string, readAs: ReadAs, check: boolean): Promise<Contents | undefined> {
    const bytes = await this.#fs.read(path);
    return bytes && readContents(path, bytes, readAs, check);
  }
}

function isSame(a: Entry, b: FileStat): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}

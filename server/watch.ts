import { realpathSync, type Stats } from 'node:fs';
import { dirname, relative } from 'node:path';
import { watch } from 'chokidar';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { isLeftOut, isWithin } from '../workspace/discovery.ts';
import { Coalesced } from './coalesced.ts';
import { Registration } from './registration.ts';
import { type Session } from './session.ts';
import { pathOfUri, uriOfPath } from './uris.ts';

/** Flow, record, configuration and store files; templates; scripts. */
const FILES = '**/*.{json,yaml,yml,mustache,hbs,handlebars,tmpl,js,mjs,cjs}';
/** A moved or deleted folder is one event; what was in it is not named. */
const FOLDERS = '**';
/** Many changes at once (git pull) are looked at once; milliseconds. */
const GATHER = 50;

/** Keeps the session's folders watched: by the client where it offers that, else by ourselves (CONTRACTS 9). */
export class Watching {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #changed = new Set<string>();
  readonly #tell: Coalesced;
  readonly #standing = new Registration();

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
    this.#tell = new Coalesced(GATHER, () => {
      const paths = [...this.#changed];
      this.#changed.clear();
      void session.workspace.filesChanged(paths);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) this.#note(pathOfUri(uri));
    });
  }

  /** Watches what the folders and bindings name now. Called again when they change. */
  async update(): Promise<void> {
    const { client, folders } = this.#session;
    const watchers = client.watchesFiles ? this.#watchers() : [];
    const id = JSON.stringify([folders, watchers]);
    await this.#standing.become(id, async () =>
      client.watchesFiles
        ? this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
        : this.#watchFolders(),
    );
  }

  #watchers(): FileSystemWatcher[] {
    const { workspace, client } = this.#session;
    const named = workspace
      .projects()
      .flatMap(({ root, config }) =>
        (config.bindings ?? [])
          .flatMap(({ files }) => files)
          .map((pattern) =>
            client.relativePatterns
              ? { baseUri: uriOfPath(root), pattern }
              : `${root.replaceAll('\\', '/')}/${pattern}`,
          ),
      );
    return [
      { globPattern: FILES },
      { globPattern: FOLDERS, kind: WatchKind.Create | WatchKind.Delete },
      ...[...client.files, ...named].map((globPattern) => ({ globPattern })),
    ];
  }

  #watchFolders(): Disposable {
    const { folders } = this.#session;
    const leftOut = (path: string, stats?: Stats) =>
      folders.some(
        (folder) =>
          !relative(folder, path).startsWith('..') &&
          (isLeftOut(path, folder) || (stats?.isDirectory() === true && leadsAway(path, folder))),
      );
    const watcher = watch([...folders], { ignoreInitial: true, ignored: leftOut });
    for (const event of ['add', 'change', 'unlink'] as const)
      watcher.on(event, (path) => {
        this.#note(path);
      });
    watcher.on('error', (error) => {
      this.#connection.console.warn(
        `Some files can't be watched: ${error instanceof Error ? error.message : 'no reason given'}`,
      );
    });
    return { dispose: () => void watcher.close() };
  }

  #note(path: string | undefined): void {
    if (path === undefined || !this.#session.folders.some((folder) => !isLeftOut(path, folder))) return;
    this.#changed.add(path);
    this.#tell.call();
  }
}

/**
 * True for a link that leads out of the folder, or to one that it lies in: these are not looked into either (`walk`), and a watcher would
 * follow them without end. At once, as the watcher wants it: what is asked has just been found on the disk.
 */
function leadsAway(path: string, folder: string): boolean {
  try {
    const real = realpathSync.native(path);
    return isWithin(realpathSync.native(dirname(path)), real) || !isWithin(real, realpathSync.native(folder));
  } catch {
    return false;
  }
}

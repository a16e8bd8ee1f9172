import { type Scope } from '../config/bindings.ts';
import { type Config } from '../config/config.ts';
import { type Catalog } from '../language/catalog.ts';
import { type FileKind, type SourceDocument } from '../language/document/api.ts';
import { type Finding } from '../language/finding.ts';
import { type Range } from '../language/position.ts';
import { type Name, type Reference, type Span } from '../language/reference.ts';
import { type RuleSettings } from '../language/rules/settings.ts';
import { type TextEdit } from '../language/text-edit.ts';
import { type Change } from './change-events.ts';
import { type AskValues } from './known-values/values.ts';

export { type Scope };

/** A folder with its own flow-secrets.json, or a workspace folder without one: the unit that has one store. */
export interface Project {
  /** Absolute folder; bindings and the store's folder are relative to it. */
  readonly root: string;
  /** Absolute path of flow-secrets.json; absent when there is none (defaults hold then). */
  readonly configFile?: string;
  readonly config: Config;
  /** Why the configuration can't be used, for people. Nothing is judged then. */
  readonly problem?: string;
  /** Absolute folder of a `files` store. */
  readonly storeFolder: string;
}

/** Where a reference stands, in words and in lines. */
export interface LocatedReference {
  readonly path: string;
  readonly reference: Reference;
  /** Of the key (dynamic accesses: of the whole access). */
  readonly range: Range;
  readonly pathRanges: readonly Range[];
  readonly tab?: string;
  readonly node?: string;
  readonly nodeId?: string;
  readonly property?: string;
}

/** A finding with its lines, so that one of a closed file can be shown. */
export interface LocatedFinding extends Finding {
  readonly range: Range;
}

/** A file that could not be looked at: the delete guard refuses and names it. */
export interface Unreadable {
  readonly path: string;
  /** For people: why, and what to do. */
  readonly reason: string;
}

/** What is asked about: a secret or all secrets of a space, a credential of a project, or all that bears a name. */
export type Target =
  | {
      readonly kind: 'secret';
      readonly root: string;
      readonly space: string;
      readonly key: string;
      /** A name inside the JSON secret; absent for the secret itself. */
      readonly path?: readonly string[];
    }
  | { readonly kind: 'space'; readonly root: string; readonly space: string; readonly keys: readonly string[] }
  | {
      readonly kind: 'credential';
      readonly root: string;
      readonly name: string;
      /** A field; absent for the credential itself. */
      readonly path?: readonly string[];
    }
  /** A secret of whatever space, or a credential. */
  | { readonly kind: 'name'; readonly root: string; readonly name: string };

/** The answer to "what uses it?" (DESIGN, promise 3). */
export interface Usages {
  /** References that certainly use it: each refuses a deletion. */
  readonly references: readonly LocatedReference[];
  /**
   * Accesses in files bound to the space that may use it: those with a computed name, a whole SECRETS, and of a name inside
   * a secret the reads of the object that holds it. They do not refuse.
   */
  readonly maybe: readonly LocatedReference[];
  /** Files that could not be looked at: they refuse a deletion. */
  readonly unreadable: readonly Unreadable[];
  /** False while files are still unread. */
  readonly complete: boolean;
}

/** What is renamed: a secret or credential, or a name inside it (a key of a JSON secret, a field). */
export interface RenameTarget {
  readonly kind: 'secret' | 'credential';
  readonly root: string;
  /** Where it begins: the spaces of the reference, or the one that was chosen. Empty for a credential. */
  readonly spaces: readonly string[];
  readonly key: string;
  /** Down to the name that changes; empty for the key itself. */
  readonly path: readonly string[];
}

/** One name that is written anew. */
interface RenameEdit extends TextEdit {
  readonly range: Range;
  readonly located: LocatedReference;
}

/** A file's edits, made for exactly the text that it had. */
export interface FileRename {
  readonly path: string;
  /** Of an open document the text counts, else the bytes on disk: their SHA-256 in lower-case hex. */
  readonly digest: string | undefined;
  /** In document order; they don't overlap. */
  readonly edits: readonly RenameEdit[];
}

/** Why a rename can't be done, for people. */
export interface RenameRefusal {
  readonly message: string;
  /** The file it is about, absolute. */
  readonly path?: string;
  readonly range?: Range;
}

/** All that a rename changes, and what stands in its way. Nothing is written by making it. */
export interface RenamePlan {
  readonly target: RenameTarget;
  readonly to: string;
  /** The spaces whose secret is renamed: the closure, as far as it holds the secret. Empty for a credential. */
  readonly spaces: readonly string[];
  /** Spaces of the closure that lack it: flows there refer to it all the same. */
  readonly lacking: readonly string[];
  /** True when an earlier try has begun it. */
  readonly resumes: boolean;
  readonly files: readonly FileRename[];
  /** Accesses that may use the old name and can't be changed: the user confirms them. */
  readonly maybe: readonly LocatedReference[];
  /** Empty when it can be done. */
  readonly refusals: readonly RenameRefusal[];
}

/** The property of a flow file that an editor of its own shows. */
export interface CodeOf {
  /** Absolute path of the flow file: its bindings hold. */
  readonly flow: string;
  readonly node: string;
  readonly property: string;
}

/** One indexed file. */
export interface IndexedFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly open: boolean;
  readonly references: readonly LocatedReference[];
}

/** A name of the store, where its file declares it: without its quotes. */
export interface DeclaredName extends Span {
  readonly name: string;
  readonly range: Range;
}

/** A file of the store whose names can be trusted. */
export interface StoreFile {
  readonly root: string;
  /** Whose secrets it declares; absent for credentials.json. */
  readonly space?: string;
  readonly names: readonly DeclaredName[];
}

/** A declared name, and who uses it. */
export interface DeclaredUses {
  readonly declared: DeclaredName;
  /** Undefined for a name that is not saved yet. */
  readonly count: number | undefined;
  /** True when a dynamic access may use it too. */
  readonly dynamic: boolean;
}

/** Uses of the names of one project, for the tree. */
export interface Counts {
  readonly root: string;
  readonly complete: boolean;
  readonly spaces: readonly {
    readonly space: string;
    /** Uses by key, keys of the catalog with 0 included. */
    readonly uses: readonly (readonly [key: string, count: number])[];
    /** True when a dynamic access in a bound file may use any key. */
    readonly dynamic: boolean;
    /** Keys that bound files use and the space lacks. */
    readonly missing: readonly (readonly [key: string, count: number])[];
    /** True while a file that may use its secrets is unread, or could not be looked at. */
    readonly unseen: boolean;
  }[];
  readonly credentials: readonly (readonly [name: string, count: number])[];
  /** True when a dynamic access in a file may use any credential. */
  readonly dynamicCredentials: boolean;
  readonly missingCredentials: readonly (readonly [name: string, count: number])[];
  /** True while a file that may use a credential is unread, or could not be looked at. */
  readonly unseen: boolean;
  /** Every secret that files of the project use: what a project without a store can begin with. */
  readonly used: readonly (readonly [key: string, count: number])[];
}

/** The world's files as the engine sees them: an argument, so that it runs without an editor. */
export interface FileSystem {
  /** Undefined when there is none; throws an Error with a clear message when it can't be read. */
  read(path: string): Promise<Uint8Array | undefined>;
  stat(path: string): Promise<FileStat | undefined>;
  /**
   * Looks through a file that most likely holds nothing of ours: quicker than to read it, as nothing is kept of its bytes.
   * Files of more than `maxBytes` are not looked through. Undefined and errors as for `read`.
   */
  glance(path: string, maxBytes: number): Promise<Glance | undefined>;
  /** Entries of a folder, empty when there is none. Links that lead nowhere are left out. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The path with all symbolic links resolved; undefined when there is nothing. */
  realPath(path: string): Promise<string | undefined>;
}

export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly isFile: boolean;
}

/** What a look through a file tells. */
export interface Glance {
  readonly stat: FileStat;
  /** False when the file names nothing, whatever it is: no piece of a word that is looked for stands in its bytes. */
  readonly mayConcern: boolean;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Of a symbolic link: where it leads to in the end. */
  readonly target?: string;
}

/** Reads the names of a project's store. A `files` store is read from disk, any other is sent by client or command line. */
export type CatalogReader = (project: Project) => Promise<Catalog>;

/**
 * Every file that may hold references, read and kept up to date; open documents stand before the disk.
 * Implemented in workspace.ts: `new Workspace({ folders, fs, readCatalog, extraFiles? })`.
 */
export interface WorkspaceApi {
  /** Resolves when the first scan is done, the look for torn files included; rejects never. */
  readonly ready: Promise<void>;
  /** Every file has been read once: references and findings are known. Changes are told by `onDidChange`. */
  readonly isIndexed: boolean;
  projects(): readonly Project[];
  projectOf(path: string): Project | undefined;
  scopeOf(path: string): Scope;
  /** The file that a document is part of: a flow file for code in an editor of its own, else the path itself. */
  fileOf(path: string): string;
  catalogOf(project: Project): Catalog | undefined;

  /**
   * An editor opened a document: its text counts instead of the disk's. The caller updates the document itself.
   * With `code` it shows one property of a flow file, under a path of its own: what it refers to counts instead of what the
   * flow file has there.
   */
  open(path: string, document: SourceDocument, code?: CodeOf): void;
  /** The document's text changed. */
  changed(path: string): void;
  close(path: string): void;
  document(path: string): SourceDocument | undefined;
  /**
   * How this file is read: what `createDocument` takes as `as` for a file that only a binding or a setting names,
   * undefined when the path tells. It depends on the configuration: ask again when that changed.
   */
  readAs(path: string): 'template' | 'script' | undefined;
  /** Files on disk changed, appeared or vanished (flows, configuration or store). Resolves when the index knows. */
  filesChanged(paths: readonly string[]): Promise<void>;
  /** Names of a store that is not read from disk. */
  setCatalog(root: string, catalog: Catalog): void;
  /** How loud rules speak in this editor: stands before what a project's flow-secrets.json says. */
  setRules(rules: RuleSettings): void;

  /** Looks again at all files whose size or time changed, then answers: the delete guard's question. */
  freshUsages(target: Target, signal?: AbortSignal): Promise<Usages>;
  usages(target: Target): Usages;
  /** Looks again at all files whose size or time changed, then says what renaming the target changes. */
  planRename(target: RenameTarget, to: string, signal?: AbortSignal): Promise<RenamePlan>;
  /** All references to the same secret or credential as `name` of `reference` in `path` (CONTRACTS 10), closed files too. */
  sameReferences(path: string, reference: Reference, name: Name): readonly LocatedReference[];
  files(): readonly IndexedFile[];
  unreadable(): readonly Unreadable[];
  counts(root: string): Counts;
  /** What a file of the store declares, and who uses it; undefined for any other file, and for a broken one. */
  storeUses(path: string): { readonly file: StoreFile; readonly uses: readonly DeclaredUses[] } | undefined;
  /**
   * The files of stores whose findings are told even where nobody has them open, absolute: those in which what is unused is
   * louder than a hint, which editors show in an open file only.
   */
  storeFiles(): readonly string[];
  /** What the rules say about a file (flow-secrets.json too), open or closed, in document order. */
  findings(path: string): readonly LocatedFinding[];
  /**
   * Looks for secrets' values in all files of these projects, in the background; called again when the values changed. What
   * it finds are findings (rule known-value). `ask` gets digests, never a text.
   */
  searchLeaks(roots: readonly string[], ask: AskValues): void;
  /** Resolves when every file has been looked at. */
  leaksSearched(): Promise<void>;
  /** The closed files that hold a value. */
  leaking(): readonly string[];
  /** Called when the index, a catalog, a configuration or what is known of values changed. Returns the unsubscriber. */
  onDidChange(listener: (what: Change) => void): () => void;
}

import { NotificationType, RequestType, RequestType0 } from 'vscode-languageserver-protocol';

// The server's own messages. Nothing here carries a value. This file imports protocol types only, so that the client
// and tests can import it whole; paths are absolute, ranges LSP ranges.

interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** `initializationOptions` of a client that knows more than plain LSP. All optional. */
export interface InitializationOptions {
  /** The client has the `flowSecrets.*` commands: quick fixes may call them. */
  readonly commands?: boolean;
  /** More globs of files to read (setting `flowSecrets.files`). */
  readonly files?: readonly string[];
  /** How loud rules speak in this editor (setting `flowSecrets.rules`): off, hint, info, warning or error, by rule id. */
  readonly rules?: Readonly<Record<string, string>>;
}

/** A place that uses a secret or credential. */
export interface UsagePlace {
  readonly uri: string;
  readonly range: ProtocolRange;
  /** `Ingest › Call MAM › func`, for people. */
  readonly site: string;
  /** Path relative to the project, and 1-based line: `flows/ingest.json:12`. */
  readonly location: string;
}

export interface UsagesParams {
  readonly root: string;
  readonly target:
    | { readonly kind: 'secret'; readonly space: string; readonly key: string }
    | { readonly kind: 'space'; readonly space: string; readonly keys: readonly string[] }
    | { readonly kind: 'credential'; readonly name: string };
  /** Look again at files whose size or time changed, and wait for a complete index: the delete guard's last look. */
  readonly fresh: boolean;
}

export interface UsagesResult {
  readonly references: readonly UsagePlace[];
  /** Dynamic accesses that may use it; they do not refuse a deletion. */
  readonly maybe: readonly UsagePlace[];
  /** Files that could not be looked at; they refuse a deletion. */
  readonly unreadable: readonly { readonly uri: string; readonly reason: string }[];
  readonly complete: boolean;
}

/** Client → server: what uses it? Cancellable; the delete guard asks with `fresh`. */
export const UsagesRequest = new RequestType<UsagesParams, UsagesResult, undefined>('flow-secrets/usages');

export interface ProjectState {
  readonly root: string;
  readonly configFile?: string;
  /** Why the configuration can't be used. */
  readonly problem?: string;
  readonly storeFolder: string;
  /** True when the first scan is done and every file could be read. */
  readonly complete: boolean;
  readonly spaces: readonly {
    readonly space: string;
    readonly uses: readonly (readonly [key: string, count: number])[];
    readonly dynamic: boolean;
    readonly missing: readonly (readonly [key: string, count: number])[];
    /** True while a file that may use its secrets is unread, or could not be looked at. */
    readonly unseen: boolean;
  }[];
  readonly credentials: readonly (readonly [name: string, count: number])[];
  /** True when a dynamic access may use any credential. */
  readonly dynamicCredentials: boolean;
  readonly missingCredentials: readonly (readonly [name: string, count: number])[];
  /** True while a file that may use a credential is unread, or could not be looked at. */
  readonly unseen: boolean;
  /** Names that flows use while there is no store yet (or no space): for "Add the Missing Ones". */
  readonly usedSecrets: readonly (readonly [key: string, count: number])[];
  readonly unreadable: readonly { readonly uri: string; readonly reason: string }[];
}

/** Client → server: uses by name, for the tree. Waits for the first scan. */
export const ProjectsRequest = new RequestType0<readonly ProjectState[], undefined>('flow-secrets/projects');

/** Server → client: counts, catalog or configuration changed; ask again. Sent at most every 150 ms. */
export const ChangedNotification = new NotificationType<Record<string, never>>('flow-secrets/changed');

export interface FileStateParams {
  readonly uri: string;
}
export interface FileState {
  /** False for a file that holds nothing of ours. */
  readonly relevant: boolean;
  /** `code`: a property of a node, in an editor of its own. */
  readonly kind: 'flow' | 'template' | 'script' | 'record' | 'none' | 'code';
  readonly scope: 'all' | 'bound' | 'unbound';
  readonly spaces: readonly string[];
  readonly catalog: 'complete' | 'incomplete' | 'none';
  /** Why the catalog is incomplete, for people. */
  readonly problem?: string;
  readonly root?: string;
}

/** Client → server: for the language status item. */
export const FileStateRequest = new RequestType<FileStateParams, FileState, undefined>('flow-secrets/fileState');

/** A property of a node that is function code, a template or JSONata: it may be edited in an editor of its own. */
export interface CodePlaceState {
  /** The node's id, and the property in Node-RED's spelling: `func`, `rules[0].to`. */
  readonly node: string;
  readonly property: string;
  /** How its text is read (`CodeReader` of language/code/code.ts), and the ending of a file in its language. */
  readonly reader: string;
  readonly ending: string;
  /** `Ingest › fetch token`, for people. */
  readonly title: string;
  /** True when the string is empty. */
  readonly isEmpty: boolean;
  /** What stands between its quotes, and the whole node. */
  readonly range: ProtocolRange;
  readonly nodeRange: ProtocolRange;
}

/** Client → server: the code of an open flow file, in document order; empty for any other file. */
export const CodePlacesRequest = new RequestType<FileStateParams, readonly CodePlaceState[], undefined>(
  'flow-secrets/codePlaces',
);

export interface CatalogParams {
  readonly root: string;
  /** A `Catalog` of language/catalog.ts: names and shapes only. */
  readonly catalog: unknown;
}

/** Client → server: the names of a store that the server can't read itself (any store but `files`). */
export const CatalogNotification = new NotificationType<CatalogParams>('flow-secrets/catalog');

/** Commands that quick fixes and code lenses may call in a client that has them. */
export const CLIENT_COMMANDS = {
  addSecret: 'flowSecrets.addSecret',
  addCredential: 'flowSecrets.addCredential',
  bindFile: 'flowSecrets.bindFile',
  deleteSecret: 'flowSecrets.deleteSecret',
  deleteCredential: 'flowSecrets.deleteCredential',
  findUsages: 'flowSecrets.findUsages',
} as const;

/** Argument of `flowSecrets.addSecret` from a quick fix. */
export interface AddSecretArgument {
  readonly root: string;
  readonly key: string;
  /** JSON path below the key that the reference uses; empty for text. */
  readonly path: readonly string[];
  /** Spaces that lack it. */
  readonly spaces: readonly string[];
}
/** Argument of `flowSecrets.deleteSecret` and `flowSecrets.findUsages` for a secret. */
export interface SecretArgument {
  readonly root: string;
  readonly space: string;
  readonly key: string;
}
/** Argument of `flowSecrets.addCredential`, `flowSecrets.deleteCredential` and `flowSecrets.findUsages` for a credential. */
export interface CredentialArgument {
  readonly root: string;
  readonly name: string;
}
export interface BindFileArgument {
  readonly uri: string;
}

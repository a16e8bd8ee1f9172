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
  /** Path relative to the project, and 1-based line: `flows/ingest.json:12`; without the line for code in an editor of its own. */
  readonly location: string;
}

export interface UsagesParams {
  readonly root: string;
  readonly target:
    /** `path`: a name inside a JSON secret. */
    | { readonly kind: 'secret'; readonly space: string; readonly key: string; readonly path?: readonly string[] }
    | { readonly kind: 'space'; readonly space: string; readonly keys: readonly string[] }
    /** `path`: a field. */
    | { readonly kind: 'credential'; readonly name: string; readonly path?: readonly string[] };
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

export interface SymbolAtParams {
  readonly uri: string;
  readonly position: ProtocolRange['start'];
}

/** What is renamed: a secret or credential, or a name inside it (a key of a JSON secret, a field of a custom credential). */
export interface RenameSymbol {
  readonly root: string;
  readonly kind: 'secret' | 'credential';
  readonly key: string;
  /** Down to the name that changes; empty for the key itself. */
  readonly path: readonly string[];
  /** Where the rename begins: spaces that hold it. Empty for a credential. */
  readonly spaces: readonly string[];
}

export interface FlowSymbol extends RenameSymbol {
  /** As it is called now, and where it stands. */
  readonly name: string;
  readonly range: ProtocolRange;
}

/** Client → server: what can be renamed at a position; null for anything that is none of ours or not in the store. */
export const SymbolAtRequest = new RequestType<SymbolAtParams, FlowSymbol | null, undefined>('flow-secrets/symbolAt');

export interface RenameParams extends RenameSymbol {
  readonly to: string;
}

interface RenameEdit {
  /** UTF-16 offsets in the file's text, a byte order mark included, and the same as LSP range. */
  readonly start: number;
  readonly end: number;
  readonly range: ProtocolRange;
  /** What replaces it, escaped for its place. */
  readonly text: string;
  readonly place: UsagePlace;
}

/** The edits of one file, which hold for exactly the text that they were made for. */
export interface FileRename {
  readonly uri: string;
  /** Of a document that the client has open. */
  readonly version?: number | null;
  /** Of a closed file: SHA-256 of its bytes, lower-case hex. */
  readonly digest?: string;
  /** In document order; they don't overlap. */
  readonly edits: readonly RenameEdit[];
}

export interface RenameResult {
  /** The spaces whose secret is renamed. */
  readonly spaces: readonly string[];
  /** Spaces that share flows with those and lack it. */
  readonly lacking: readonly string[];
  /** True when an earlier try has begun it: the new name may be there. */
  readonly resumes: boolean;
  readonly files: readonly FileRename[];
  /** Accesses that may use the old name and stay as they are: the user confirms them. */
  readonly maybe: readonly UsagePlace[];
  /** Why it can't be done, for people; empty when it can. `location`: `flows/ingest.json:12`. */
  readonly refusals: readonly { readonly message: string; readonly uri?: string; readonly location?: string }[];
}

/** Client → server: all that a rename changes. Looks again at changed files; writes nothing. Cancellable. */
export const RenameRequest = new RequestType<RenameParams, RenameResult, undefined>('flow-secrets/rename');

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

export interface CodePlacesParams extends FileStateParams {
  /** Of one node only: the one with this id, or the one that holds this position. */
  readonly of?: string | ProtocolRange['start'];
}
/** Client → server: the code of an open flow file, in document order (the first 5,000); empty for any other file. */
export const CodePlacesRequest = new RequestType<CodePlacesParams, readonly CodePlaceState[], undefined>(
  'flow-secrets/codePlaces',
);

export interface LiteralParams {
  readonly uri: string;
  /** What is selected, or the cursor. */
  readonly range: ProtocolRange;
  /** The secret that a reference is to name: asks for the edits. */
  readonly referent?: ReferentParams;
}
/** A secret, or a leaf of a JSON secret. */
export interface ReferentParams {
  readonly key: string;
  readonly path: readonly { readonly name: string; readonly index: boolean }[];
}
export type LiteralResult =
  /** Why there can be no reference, for people. */
  | { readonly refusal: string }
  | {
      /** The raw text that stands for the value. */
      readonly range: ProtocolRange;
      /** The string literals around it, innermost first (Enclosure of language/reference.ts): how to decode it. */
      readonly within: readonly { readonly kind: string; readonly quote?: string; readonly style?: string }[];
      /** True for a number, an object or an array (of JavaScript, or JSON text): it is kept as JSON. */
      readonly isJson: boolean;
      /** What it is called where it stands, for the name of a new secret. */
      readonly name?: string;
      /** What to replace so that a reference to `referent` stands there; absent where none was given. */
      readonly edits?: readonly { readonly range: ProtocolRange; readonly newText: string }[];
    };

/** Client → server: the literal at a place, and how a reference is written there. It carries no part of the text. */
export const LiteralRequest = new RequestType<LiteralParams, LiteralResult, undefined>('flow-secrets/literal');

export interface ValuesChangedParams {
  /** The projects with a store that the client can open: those may be asked about. Empty: nothing may be. */
  readonly roots: readonly string[];
}

/**
 * Client → server: values can be asked about from now on, and may be others than before. A client sends it only with an
 * identity and in a trusted workspace; without it the server makes no digest of anything.
 */
export const ValuesChangedNotification = new NotificationType<ValuesChangedParams>('flow-secrets/valuesChanged');

export interface KnownValuesParams {
  readonly root: string;
  /** SHA-256 (base64url) of texts that stand in files, or of what they decode to. At most 2,000. */
  readonly digests: readonly string[];
}
export interface KnownValuesResult {
  /** For each digest, in order, what has this value: nearly always nothing. Names only. */
  readonly known: readonly (readonly {
    readonly key: string;
    readonly path: ReferentParams['path'];
    readonly spaces: readonly string[];
  }[])[];
}

/** Server → client: which of these are values? */
export const KnownValuesRequest = new RequestType<KnownValuesParams, KnownValuesResult, undefined>(
  'flow-secrets/knownValues',
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
  extractSecret: 'flowSecrets.extractSecret',
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
export interface ExtractSecretArgument {
  readonly uri: string;
  readonly range: ProtocolRange;
}
export interface BindFileArgument {
  readonly uri: string;
}

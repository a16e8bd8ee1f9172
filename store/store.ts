import { type Catalog } from '../language/catalog.ts';
import { type SecretValue } from './secret-value.ts';

/** Who this editor is to a space. */
export type Role = 'owner' | 'names';

/** How a space came another way than through this user's tools; one of the two, for people. */
export interface SpaceNews {
  /** Nothing explains it, or it was put back on purpose: the user is to ask before they trust it. */
  readonly warning?: string;
  /** Git brought it; the message names the commit. */
  readonly note?: string;
}

/** What a user is to a space; the news are for an Owner. */
export interface SpaceRole extends SpaceNews {
  readonly role: Role;
  /** Why not more, for people. */
  readonly reason?: string;
  /** The same, for programs. */
  readonly code?: StoreErrorCode;
  readonly owners: readonly Recipient[];
  /** The registered runtimes that read it. */
  readonly runtimes: readonly Recipient[];
}

/** A recipient that something is about to be sealed to, for the user's confirmation. */
export interface Recipient {
  /** `age1…` */
  readonly key: string;
  /** From `owners` or `runtimes`, else absent. */
  readonly name?: string;
  /** The file it came from, for people. */
  readonly origin: string;
}

/** Asks the user about recipients not yet confirmed for this store; resolves to false when they decline. */
export type ConfirmRecipients = (recipients: readonly Recipient[]) => Promise<boolean>;

/**
 * The delete guard, called under the store's lock just before the write (DESIGN, promise 3).
 * It throws to refuse; what it throws reaches the caller unchanged.
 */
export type Guard = () => Promise<void>;

export interface SecretInput {
  readonly space: string;
  readonly key: string;
  /** Text, or the JSON text of a JSON secret (key order and number text are kept). */
  readonly value: SecretValue;
  readonly kind: 'text' | 'json';
  /** Undefined keeps the present note, an empty string removes it. Stored in clear. */
  readonly note?: string | undefined;
}

/** What is renamed in a space: a secret, or a name inside a JSON secret. */
export interface SecretRename {
  readonly space: string;
  readonly key: string;
  /** Names and array indexes down to the name that changes; empty for the KEY itself. */
  readonly path: readonly string[];
  readonly to: string;
}

/** A state of a space that a change is made from. It says nothing of what is in it. */
export interface SpaceBase {
  readonly space: string;
}

export interface SetSecretOptions {
  /** Refuses when the key is there already, or is not. */
  readonly expect?: 'absent' | 'present' | undefined;
  /** From `begin`: a change of this key by somebody else since then is a conflict. */
  readonly base?: SpaceBase;
}

export interface CredentialInput {
  readonly name: string;
  /** Type id (CONTRACTS, Credential types). */
  readonly type: string;
  /** Plain fields as entered; absent keeps the old one, an empty string clears an optional one. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Sealed fields as entered; absent or empty keeps the old one. */
  readonly sealed: readonly (readonly [name: string, value: SecretValue])[];
}

/** A credential, or a field of a custom one, that gets another name. */
export interface CredentialRename {
  readonly name: string;
  /** Absent when the credential itself is renamed. */
  readonly field?: string;
  readonly to: string;
}

/** What a change did, for "prints what changed and the new version". */
export interface Change {
  readonly changed: boolean;
  readonly version: number;
}

/**
 * Secrets at rest. Two kinds implement it: `files` (SOPS + age) and, later, `openbao`. Every method that writes is all or
 * nothing, and throws a StoreError whose message says what went wrong, in which file/space/key, and what to do next.
 */
export interface Store {
  readonly kind: 'files' | 'openbao';
  /** Names and shapes; needs no key. Never throws for a broken space: it is listed as broken. */
  catalog(): Promise<Catalog>;
  /** Owner when an identity here opens the space and is no runtime's. */
  role(space: string): Promise<SpaceRole>;
  /** The same of every space that can be read, from one look at the store and at the identities. */
  roles(): Promise<ReadonlyMap<string, SpaceRole>>;
  /** When this editor last read the space, ISO 8601 UTC. */
  issuedAt(space: string): string | undefined;

  /** Creates the configuration and the folder where they are missing. Idempotent. */
  create(): Promise<void>;
  addSpace(space: string): Promise<Change>;
  /** In its file, the bindings and the runtimes. Flows name keys, not spaces, so nothing guards it. */
  renameSpace(space: string, to: string): Promise<Change>;
  removeSpace(space: string, guard: Guard): Promise<void>;

  /** The value as it stands: text, or JSON text with its key order and number text. Checks the MAC first. */
  readSecret(space: string, key: string): Promise<{ readonly kind: 'text' | 'json'; readonly value: SecretValue }>;
  /**
   * Compares the values of what two spaces both have, without telling them. Throws a StoreError when one of the two can't be
   * opened here.
   */
  compareValues(a: string, b: string): Promise<readonly ComparedValue[]>;
  /** Adds or replaces. `expect: 'absent'` refuses when the key is there already. */
  setSecret(input: SecretInput, options?: SetSecretOptions): Promise<Change>;
  /** The space as it stands now, for a change whose value is still to be typed: `setSecret` then sees what happens meanwhile. */
  begin(space: string): Promise<SpaceBase>;
  /** Throws where `copySecret` would, and changes no space. Readers that are not confirmed are asked about here. */
  checkRename(rename: SecretRename): Promise<void>;
  /**
   * Begins a rename: the value stands under both names, and the new one says where it came from. Doing it again changes
   * nothing. `exists` when the new name is there and is no such copy; `conflict` when the two values differ by now.
   */
  copySecret(rename: SecretRename): Promise<Change>;
  /** Ends it: the old name goes. The version stays, as the rename was counted when it began. */
  endRename(rename: SecretRename, guard: Guard): Promise<Change>;
  removeSecret(space: string, key: string, guard: Guard): Promise<Change>;

  /** Plain fields in clear; sealed ones by name with the runtimes they are sealed to. */
  credential(name: string): Promise<CredentialDetails | undefined>;
  setCredential(input: CredentialInput, options?: { readonly expect?: 'absent' | 'present' }): Promise<Change>;
  removeCredential(name: string, guard: Guard): Promise<Change>;
  /**
   * The sealed fields whose values have to be entered again: they are sealed for the name and destination that change.
   * Throws where `copyCredential` would.
   */
  credentialRenameNeeds(rename: CredentialRename): Promise<readonly string[]>;
  /**
   * Begins a rename: both names are there, the new one sealed with these values. Doing it again changes nothing.
   * @param sealed by the present names of the fields
   */
  copyCredential(rename: CredentialRename, sealed: SealedValues): Promise<Change>;
  /** Ends it: the old name goes. The version stays. A plain field's end needs the sealed values once more. */
  endCredentialRename(rename: CredentialRename, sealed: SealedValues, guard: Guard): Promise<Change>;
}

export type SealedValues = readonly (readonly [field: string, value: SecretValue])[];
/** A secret, or a member of a JSON secret, that two spaces both have. */
export interface ComparedValue {
  /** The KEY, then the members below it. */
  readonly path: readonly string[];
  readonly values: 'equal' | 'different';
}

export interface CredentialDetails {
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly sealed: readonly SealedDetails[];
}

export interface SealedDetails {
  readonly name: string;
  readonly sealedTo: readonly string[];
  /** False for what stands there unsealed: somebody wrote it by hand. */
  readonly isSealed: boolean;
}

export type StoreErrorCode =
  | 'not-owner'
  | 'no-identity'
  | 'no-runtime'
  | 'last-owner'
  | 'unconfirmed'
  | 'exists'
  | 'absent'
  | 'bad-name'
  | 'bad-value'
  | 'broken'
  | 'tampered'
  | 'conflict'
  | 'locked'
  | 'outside'
  | 'io';

/** An error for people; never holds a value. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** The file it is about, absolute. */
  readonly file: string | undefined;
  constructor(code: StoreErrorCode, message: string, file?: string) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.file = file;
  }
}

import { type Catalog } from '../../language/catalog.ts';
import { type HistoryEntry } from '../catalog/history.ts';
import { readFilesCatalog } from '../catalog/read-catalog.ts';
import { type MergeSources } from '../git/merge-sources.ts';
import { type SecretValue } from '../secret-value.ts';
import {
  type Change,
  type ComparedValue,
  type CredentialDetails,
  type CredentialInput,
  type CredentialRename,
  type Guard,
  type Recipient,
  type SealedValues,
  type SecretInput,
  type SecretRename,
  type SetSecretOptions,
  type SpaceBase,
  type SpaceRole,
  type Store,
} from '../store.ts';
import { type ImportedSecret } from '../transfer/read-import.ts';
import { historyOf, keysInClear, readersIn, recipientsIn } from './clear-part.ts';
import { compareValues } from './compare-values.ts';
import { editConfigFile } from './config-file.ts';
import { readCredential, removeCredential, setCredential } from './credentials.ts';
import { exportSecrets, importSecrets, type ImportPreview, previewImport } from './import.ts';
import { type Merged } from './merge/merge-space.ts';
import { type ChooseSides, mergeStates, resolveMerge, type ResolvedMerge } from './merge/resolve-merge.ts';
import { type Side } from './merge/three-way.ts';
import { addOwner, removeOwner } from './owners.ts';
import { endsEarly, restoreSecret, revisionsOfSecret, type SecretRevision } from './restore.ts';
import { addRuntime, type NewRuntime, removeRuntime } from './runtimes.ts';
import { copyCredential, credentialRenameNeeds, endCredentialRename } from './rename-credential.ts';
import { checkRename, copySecret, endRename } from './rename-secret.ts';
import { readSecret, removeSecret, setSecret } from './secrets.ts';
import { roleOf, rolesOf } from './roles.ts';
import { openForChange } from './change-space.ts';
import { accept } from './seen.ts';
import { findSpace, type FoundSpace, openSpace, type OpenSpace } from './space-access.ts';
import { addSpace, removeSpace, renameSpace } from './spaces.ts';
import { type FilesStoreOptions, StoreContext } from './store-context.ts';
import { type ValueDigest, valueDigests } from './value-digests.ts';

/**
 * The embedded store: SOPS files with age in a folder of the project (DESIGN, The embedded store). Every answer is read from
 * disk, every change is compared with the bytes that it was made from. Between two works it keeps in memory what stands in the
 * files, data keys, and no value in clear.
 */
export class FilesStore implements Store {
  readonly kind = 'files';
  readonly #context: StoreContext;
  readonly #issued = new Map<string, string>();
  readonly #bases = new WeakMap<SpaceBase, OpenSpace>();

  constructor(options: FilesStoreOptions) {
    this.#context = new StoreContext(options);
  }

  async catalog(): Promise<Catalog> {
    const catalog = await readFilesCatalog(this.#context.folder, this.#context.root, this.#context.files);
    for (const { space } of catalog.spaces) this.#noteRead(space);
    return catalog;
  }

  role(space: string): Promise<SpaceRole> {
    return roleOf(this.#context, space);
  }
  roles(): Promise<ReadonlyMap<string, SpaceRole>> {
    return rolesOf(this.#context);
  }

  issuedAt(space: string): string | undefined {
    return this.#issued.get(space);
  }

  async create(): Promise<void> {
    await this.#context.ensureFolder();
    const config = { store: { kind: 'files', folder: this.#relativeFolder() } };
    // An empty file is one that is not there: nobody's text is replaced.
    const start = (text: string): string => (text.trim() === '' ? `${JSON.stringify(config, null, 2)}\n` : text);
    await editConfigFile(this.#context.configFile, start);
  }

  addSpace(space: string): Promise<Change> {
    return addSpace(this.#context, space);
  }
  renameSpace(space: string, to: string): Promise<Change> {
    return renameSpace(this.#context, space, to);
  }
  removeSpace(space: string, guard: Guard): Promise<void> {
    return removeSpace(this.#context, space, guard);
  }

  async readSecret(
    space: string,
    key: string,
  ): Promise<{ readonly kind: 'text' | 'json'; readonly value: SecretValue }> {
    const secret = await readSecret(this.#context, space, key);
    this.#noteRead(space);
    return secret;
  }
  async compareValues(a: string, b: string): Promise<readonly ComparedValue[]> {
    const compared = await compareValues(this.#context, a, b);
    for (const space of [a, b]) this.#noteRead(space);
    return compared;
  }

  /** Digests of a space's values, for leak detection. @throws StoreError */
  valueDigests(space: string): Promise<readonly ValueDigest[]> {
    return valueDigests(this.#context, space);
  }
  setSecret(input: SecretInput, { expect, base }: SetSecretOptions = {}): Promise<Change> {
    return setSecret(this.#context, input, expect, base && this.#bases.get(base));
  }
  async begin(space: string): Promise<SpaceBase> {
    const base = { space };
    this.#bases.set(base, await openForChange(this.#context, space));
    return base;
  }
  checkRename(rename: SecretRename): Promise<void> {
    return checkRename(this.#context, rename);
  }
  copySecret(rename: SecretRename): Promise<Change> {
    return copySecret(this.#context, rename);
  }
  endRename(rename: SecretRename, guard: Guard): Promise<Change> {
    return endRename(this.#context, rename, guard);
  }
  removeSecret(space: string, key: string, guard: Guard): Promise<Change> {
    return removeSecret(this.#context, space, key, guard);
  }

  credential(name: string): Promise<CredentialDetails | undefined> {
    return readCredential(this.#context, name);
  }
  setCredential(input: CredentialInput, options: { readonly expect?: 'absent' | 'present' } = {}): Promise<Change> {
    return setCredential(this.#context, input, options.expect);
  }
  removeCredential(name: string, guard: Guard): Promise<Change> {
    return removeCredential(this.#context, name, guard);
  }
  credentialRenameNeeds(rename: CredentialRename): Promise<readonly string[]> {
    return credentialRenameNeeds(this.#context, rename);
  }
  copyCredential(rename: CredentialRename, sealed: SealedValues): Promise<Change> {
    return copyCredential(this.#context, rename, sealed);
  }
  endCredentialRename(rename: CredentialRename, sealed: SealedValues, guard: Guard): Promise<Change> {
    return endCredentialRename(this.#context, rename, sealed, guard);
  }

  /** Who changed which names of a space, and when; oldest first. Needs no key. @throws StoreError */
  history(space: string): Promise<readonly HistoryEntry[]> {
    return historyOf(this.#context, space);
  }

  /** What an import would do, key by key. @throws StoreError */
  previewImport(space: string, secrets: readonly ImportedSecret[]): Promise<readonly ImportPreview[]> {
    return previewImport(this.#context, space, secrets);
  }

  /** Adds and replaces several secrets at once. @throws StoreError */
  importSecrets(space: string, secrets: readonly ImportedSecret[]): Promise<Change> {
    return importSecrets(this.#context, space, secrets);
  }

  /** All values of a space, for a file that the user asked for. @throws StoreError */
  exportSecrets(space: string): Promise<readonly ImportedSecret[]> {
    return exportSecrets(this.#context, space);
  }

  /** The commits that hold an earlier value of a secret, newest first. Needs no key. @throws StoreError */
  revisions(space: string, key: string): Promise<readonly SecretRevision[]> {
    return revisionsOfSecret(this.#context, space, key);
  }

  /** True where the clone is a shallow one: earlier commits of a space are not here. @throws StoreError */
  endsEarly(space: string): Promise<boolean> {
    return endsEarly(this.#context, space);
  }

  /** Writes the value that a secret had in a commit as its new one. @throws StoreError */
  restoreSecret(space: string, key: string, commit: string): Promise<Change> {
    return restoreSecret(this.#context, space, key, commit);
  }

  /** Unites three states of a file of the store: what git's merge driver is asked for. @throws StoreError */
  merge(file: string, sources: MergeSources, chosen: ReadonlyMap<string, Side> = new Map()): Promise<Merged> {
    return mergeStates(this.#context, file, sources, chosen);
  }

  /** Mends a file that git could not merge, or that was merged as text. @throws StoreError */
  resolveMerge(file: string, choose: ChooseSides): Promise<ResolvedMerge> {
    return resolveMerge(this.#context, file, choose);
  }

  /** From now on the present state of a space is what the next look is compared with: the user knows how it came. */
  async acceptPresent(space: string): Promise<void> {
    await accept(this.#context, await openSpace(this.#context, space));
  }

  /** Registers a runtime and lets it read its spaces. All or nothing. @throws StoreError */
  addRuntime(runtime: NewRuntime): Promise<void> {
    return addRuntime(this.#context, runtime);
  }

  /** Takes a runtime out; its spaces get new data keys. Resolves to those spaces. @throws StoreError */
  removeRuntime(name: string): Promise<readonly string[]> {
    return removeRuntime(this.#context, name);
  }

  /** Lets somebody (`age1…`) read and change a space. @throws StoreError */
  addOwner(space: string, recipient: string): Promise<Change> {
    return addOwner(this.#context, space, recipient);
  }

  /** Takes an Owner out; the space gets a new data key. @throws StoreError */
  removeOwner(space: string, recipient: string): Promise<Change> {
    return removeOwner(this.#context, space, recipient);
  }

  /** All age recipients of a space, runtimes too. Needs no key. @throws StoreError */
  async readersOf(space: string): Promise<readonly string[]> {
    return recipientsIn(this.#context, (await findSpace(this.#context, space)).source);
  }

  /** The KEYs of a space of which a part stands in clear, since `sops` was told so. Needs no key. @throws StoreError */
  keysInClear(space: FoundSpace): Promise<readonly string[]> {
    return keysInClear(this.#context, space);
  }

  /** Readers of a space that this user has not confirmed. @throws StoreError */
  async unconfirmedReaders(space: string): Promise<readonly Recipient[]> {
    const { source } = await findSpace(this.#context, space);
    const readers = await this.#context.named(await recipientsIn(this.#context, source), source);
    return this.#context.unconfirmed(readers);
  }

  /** Those who can read a space beside its runtimes, with their names. @throws StoreError */
  async ownersOf(space: string): Promise<readonly Recipient[]> {
    return (await readersIn(this.#context, await findSpace(this.#context, space))).owners;
  }

  #noteRead(space: string): void {
    this.#issued.set(space, this.#context.now());
  }

  #relativeFolder(): string {
    return this.#context.folder.slice(this.#context.root.length + 1).replaceAll('\\', '/');
  }
}

import path from 'node:path';
import { type Catalog, type SpaceCatalog } from '../../language/catalog.ts';
import { JsonError, type JsonNode, parseJsonBytes } from '../catalog/json-tree.ts';
import { type SpaceFile } from '../catalog/known-files.ts';
import { readSpaces } from '../catalog/read-catalog.ts';
import { readOpenedHeader, type SpaceHeader } from '../catalog/space-names.ts';
import { readStoreFile } from '../catalog/store-folder.ts';
import { StoreError } from '../store.ts';
import { type Identity } from '../identity/identity.ts';
import { isChangedUnseen, isSuspicious, type SeenSpace } from '../space-memory.ts';
import { seenOf, stateOf } from './seen.ts';
import { mayBeFileOf } from './slug.ts';
import { SopsDocument } from './sops/document.ts';
import { SopsError, type SopsErrorCode } from './sops/sops-error.ts';
import { type StoreContext } from './store-context.ts';

/** A space as it was read: the bytes that a change is made from, and what they hold. */
export interface OpenSpace {
  readonly space: string;
  /** Absolute path of the file, or of the link to it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly header: SpaceHeader;
  readonly document: SopsDocument;
  /** What this user's tools remember of it. */
  readonly seen: SeenSpace | undefined;
  /** True when it did not come through this user's tools alone, as far as they remember. */
  readonly isSuspect: boolean;
}

/** Where a space lies. */
export type FoundSpace = Pick<SpaceCatalog, 'space' | 'source'>;

/** What the fault of a document means to the user of a store. */
export const STORE_CODES: Readonly<Record<SopsErrorCode, 'not-owner' | 'tampered' | 'broken'>> = {
  'no-key': 'not-owner',
  tampered: 'tampered',
  broken: 'broken',
  unsupported: 'broken',
};

/**
 * Finds a space by its name.
 * @throws StoreError `absent`, `broken`, `outside`
 */
export async function findSpace(context: StoreContext, space: string): Promise<SpaceCatalog> {
  return spaceIn(await readSpaces(context.folder, context.root, context.files), space, context.folder);
}

/**
 * A space of a catalog. A broken file that may be of that name counts as it.
 * @throws StoreError `absent`, `broken`
 */
export function spaceIn(
  { spaces, broken, problem = '' }: Pick<Catalog, 'spaces' | 'broken' | 'problem'>,
  space: string,
  folder: string,
): SpaceCatalog {
  const found = spaces.find((entry) => entry.space === space);
  if (found) return found;
  const torn = brokenFileOf(space, broken);
  if (torn) {
    const message = `The space ${JSON.stringify(space)} can't be used: ${path.basename(torn.source)}: ${torn.problem}`;
    throw new StoreError('broken', message, torn.source);
  }
  const unread = broken.length > 0 ? ` (${problem.replace(/\.$/, '')})` : '';
  throw new StoreError('absent', `There is no space ${JSON.stringify(space)} in ${folder}${unread}.`);
}

/** The broken file that is the space, or may be: one that can't be read tells no name. */
export function brokenFileOf(space: string, broken: Catalog['broken']): Catalog['broken'][number] | undefined {
  const unnamed = broken.filter((entry) => entry.space === undefined);
  return (
    broken.find((entry) => entry.space === space) ??
    unnamed.find((entry) => mayBeFileOf(space, path.basename(entry.source)))
  );
}

/** The bytes of a file of the store with what they say. */
interface FileContent extends Pick<SpaceFile, 'bytes' | 'leaves'> {
  readonly tree: JsonNode;
}

function hasTree(file: SpaceFile | undefined): file is SpaceFile & FileContent {
  return file?.tree !== undefined;
}

/** Reads a file of the store. @throws StoreError `absent`, `broken` */
export async function readDocument(context: StoreContext, file: string): Promise<FileContent> {
  const read = await readStoreFile(file, context.root);
  if (read.kind === 'absent') throw new StoreError('absent', `${file} is gone.`, file);
  if (read.kind === 'problem') throw new StoreError('broken', `${file}: ${read.problem}`, file);
  const known = context.files.get(file, read.bytes);
  if (hasTree(known)) return known;
  try {
    return { bytes: read.bytes, tree: parseJsonBytes(read.bytes) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new StoreError('broken', `${file} can't be read: ${error.message}. Restore it from version control.`, file);
  }
}

/**
 * Opens a space and checks its MAC.
 * @throws StoreError `absent`, `broken`, `tampered`, and `not-owner` when no identity of the user's opens it
 */
export async function openSpace(context: StoreContext, space: string): Promise<OpenSpace> {
  const user = userOf(context, space);
  const { files, ...spaces } = await readSpaces(context.folder, context.root, context.files);
  const found = spaceIn(spaces, space, context.folder);
  // Looking for it has read it.
  const file = files.get(found.source);
  return openContent(context, found, hasTree(file) ? file : await readDocument(context, found.source), user);
}

/** As `openSpace`, of one that was found. */
export async function openFound(context: StoreContext, found: FoundSpace): Promise<OpenSpace> {
  const user = userOf(context, found.space);
  return openContent(context, found, await readDocument(context, found.source), user);
}

/** Who opens a space, and what they last saw of it: asked for while the file is read. */
type User = Promise<readonly [identities: readonly Identity[], seen: SeenSpace | undefined]>;

function userOf(context: StoreContext, space: string): User {
  const user = Promise.all([context.ownIdentities(), context.recall(space)]);
  // Where the file can't be read, that is what is told.
  user.catch(() => undefined);
  return user;
}

async function openContent(
  context: StoreContext,
  { space, source: file }: FoundSpace,
  { bytes, tree, leaves }: FileContent,
  user: User,
): Promise<OpenSpace> {
  try {
    const [identities, seen] = await user;
    const document = await SopsDocument.open(tree, identities, context.openedKeys, leaves);
    context.files.addLeaves(file, bytes, () => document.leaves());
    const header = readOpenedHeader(tree, document.plain());
    const present = seenOf(stateOf({ bytes, document, header }));
    const changedBySops = header.changedBySops || isChangedUnseen(seen, present);
    const isSuspect = isSuspicious(seen, present);
    return { space, file, bytes, header: { ...header, changedBySops }, document, seen, isSuspect };
  } catch (error) {
    throw error instanceof SopsError ? await explain(context, space, file, error) : error;
  }
}

/** The space as it stands now: the same object while the file has the bytes that it was read from. */
export async function reopenSpace(context: StoreContext, base: OpenSpace): Promise<OpenSpace> {
  const read = await readStoreFile(base.file, context.root);
  if (read.kind === 'bytes' && Buffer.compare(read.bytes, base.bytes) === 0) return base;
  return openSpace(context, base.space);
}

async function explain(context: StoreContext, space: string, file: string, error: SopsError): Promise<StoreError> {
  const code = STORE_CODES[error.code];
  if (code !== 'not-owner') return new StoreError(code, `${path.basename(file)}: ${error.message}`, file);
  const locked = await context.locked();
  if (locked !== undefined) {
    return new StoreError(code, `The space ${JSON.stringify(space)} can't be opened now. ${locked}`, file);
  }
  const own = (await context.ownIdentities()).map(({ recipient }) => recipient);
  const remedy =
    own.length === 0
      ? 'You have no identity (private key) here that is not a runtime’s.'
      : `Ask an Owner to add your public key ${own[0] ?? ''}.`;
  return new StoreError(code, `You are not an Owner of the space ${JSON.stringify(space)}. ${remedy}`, file);
}

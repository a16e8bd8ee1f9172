import path from 'node:path';
import { type BrokenSpace, type Catalog, type CredentialsCatalog, type SpaceCatalog } from '../../language/catalog.ts';
import { CREDENTIALS_FILE, readCredentialNames } from './credential-names.ts';
import { JsonError, type JsonNode, parseJsonBytes } from './json-tree.ts';
import { readSpaceNames, SpaceProblem } from './space-names.ts';
import { KnownFiles, type SpaceFile } from './known-files.ts';
import { listSpaceFiles, readFileInside, readStoreFile } from './store-folder.ts';

/**
 * Names and shapes of a `files` store, read from disk each time; needs no key and knows no decryption. Never throws for
 * what stands in the files: a file that can't be trusted is listed as broken, with the remedy (CONTRACTS 8).
 * @param folder absolute folder of the store
 * @param root absolute folder that links must not leave; the project's
 * @param known files that were read before, where a caller keeps them
 */
export async function readFilesCatalog(
  folder: string,
  root: string = folder,
  known: KnownFiles = new KnownFiles(),
): Promise<Catalog> {
  const { spaces, broken, problem, isAbsent } = await readSpaces(folder, root, known);
  if (isAbsent) return emptyCatalog(problem ?? '');
  const none = spaces.length === 0 && broken.length === 0;
  return {
    complete: problem === undefined,
    ...(problem !== undefined && { problem }),
    spaces,
    broken,
    credentials: await readCredentials(path.join(folder, CREDENTIALS_FILE), root, none),
  };
}

/** What the spaces of a store say, and their files. */
interface ReadSpaces extends Pick<Catalog, 'spaces' | 'broken' | 'problem'> {
  /** True when there is no folder that may be read. */
  readonly isAbsent: boolean;
  /** Those that could be read, by their paths. */
  readonly files: ReadonlyMap<string, SpaceFile>;
}

/** As `readFilesCatalog`, of the spaces alone. */
export async function readSpaces(folder: string, root: string, known: KnownFiles): Promise<ReadSpaces> {
  const listing = await listSpaceFiles(folder, root);
  if (listing.kind !== 'files') {
    const problem = listing.kind === 'problem' ? listing.problem : `There is no store yet: ${folder} does not exist.`;
    return { isAbsent: true, problem, spaces: [], broken: [], files: new Map() };
  }
  const files = new Map<string, SpaceFile>();
  const sources = listing.names.map((name) => path.join(folder, name));
  const read = await Promise.all(sources.map((source) => readNames(source, listing.realRoot, known, files)));
  const { spaces, broken } = separate(read);
  const none = spaces.length === 0 && broken.length === 0;
  const problem = none ? `There is no space in ${folder} yet.` : broken[0] && describe(broken[0]);
  return { isAbsent: false, ...(problem !== undefined && { problem }), spaces, broken, files };
}

async function readNames(
  source: string,
  realRoot: string,
  known: KnownFiles,
  files: Map<string, SpaceFile>,
): Promise<SpaceCatalog | BrokenSpace> {
  const file = await readFileInside(source, Promise.resolve(realRoot));
  if (file.kind === 'absent')
    return { source, problem: 'It is gone or a link to nothing. Restore it from version control.' };
  if (file.kind === 'problem') return { source, problem: file.problem };
  const space = known.get(source, file.bytes) ?? readSpaceFile(source, file.bytes);
  known.set(source, space);
  files.set(source, space);
  return space.names;
}

const UNMERGED =
  'It holds the conflict markers of a git merge. Resolve the merge (flow-secrets resolve-merge): it unites both sides key by key.';

/** Two of the lines that git writes into a file that it could not merge. */
function hasConflictMarkers(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes);
  return text.includes('<<<<<<< ') && text.includes('\n>>>>>>> ');
}

function emptyCatalog(problem: string): Catalog {
  return {
    complete: false,
    problem,
    spaces: [],
    broken: [],
    credentials: { complete: false, problem, credentials: [] },
  };
}

function describe(broken: BrokenSpace): string {
  return `${path.basename(broken.source)}: ${broken.problem}`;
}

/**
 * What the bytes of a space file say; never throws for what stands in them.
 * @param source absolute path of the file
 * @param parsed the bytes as JSON, where that is known
 */
export function readSpaceFile(source: string, bytes: Uint8Array, parsed?: JsonNode): SpaceFile {
  let tree = parsed;
  try {
    tree ??= parseJsonBytes(bytes);
    return { bytes, tree, names: readSpaceNames(tree, source) };
  } catch (error) {
    const problem = hasConflictMarkers(bytes) ? { problem: UNMERGED, unmerged: true } : problemOf(error);
    return { bytes, ...(tree && { tree }), names: { source, ...problem } };
  }
}

function problemOf(error: unknown): { readonly problem: string; readonly space?: string } {
  if (error instanceof SpaceProblem) {
    return { problem: error.message, ...(error.space !== undefined && { space: error.space }) };
  }
  if (error instanceof JsonError) {
    return { problem: `It can't be read: ${error.message}. Repair it, or restore it from version control.` };
  }
  throw error;
}

/** Two files of one name can't both be right: neither is used. */
function separate(read: readonly (SpaceCatalog | BrokenSpace)[]): {
  readonly spaces: readonly SpaceCatalog[];
  readonly broken: readonly BrokenSpace[];
} {
  const files = new Map<string, string[]>();
  for (const { space, source } of read) {
    if (space !== undefined) files.set(space, [...(files.get(space) ?? []), path.basename(source)]);
  }
  const spaces: SpaceCatalog[] = [];
  const broken: BrokenSpace[] = [];
  for (const item of read) {
    const twins = item.space === undefined ? [] : (files.get(item.space) ?? []);
    if ('problem' in item) broken.push(item);
    else if (twins.length === 1) spaces.push(item);
    else {
      const problem = `${twins.join(' and ')} are both the space ${JSON.stringify(item.space)}. Remove one, or give it another name.`;
      broken.push({ source: item.source, space: item.space, problem });
    }
  }
  return { spaces, broken };
}

async function readCredentials(source: string, root: string, noSpace: boolean): Promise<CredentialsCatalog> {
  const file = await readStoreFile(source, root);
  if (file.kind === 'absent') {
    return noSpace
      ? { complete: false, problem: 'There is no space yet.', credentials: [] }
      : { complete: true, credentials: [] };
  }
  const incomplete = (problem: string): CredentialsCatalog => ({ complete: false, problem, source, credentials: [] });
  if (file.kind === 'problem') return incomplete(`${CREDENTIALS_FILE}: ${file.problem}`);
  try {
    const names = readCredentialNames(parseJsonBytes(file.bytes));
    if ('problem' in names) return incomplete(`${CREDENTIALS_FILE}: ${names.problem}`);
    if (noSpace) return { ...incomplete('There is no space yet.'), credentials: names.credentials };
    return { complete: true, source, credentials: names.credentials };
  } catch (error) {
    if (hasConflictMarkers(file.bytes)) {
      return { ...incomplete(`${CREDENTIALS_FILE}: ${UNMERGED}`), unmerged: true };
    }
    return incomplete(`${CREDENTIALS_FILE}: ${problemOf(error).problem}`);
  }
}

import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type SpaceCatalog } from '../../language/catalog.ts';
import { JsonError, type JsonMember, memberOf, parseJsonBytes } from '../catalog/json-tree.ts';
import { readOpenedHeader, readSpaceNames, SpaceProblem } from '../catalog/space-names.ts';
import { listSpaceFiles, readStoreFile } from '../catalog/store-folder.ts';
import { recipientsOf, ungrouped } from '../files/sops/data-key.ts';
import { SopsDocument } from '../files/sops/document.ts';
import { type OpenedKeys } from '../files/sops/opened-keys.ts';
import { SopsError } from '../files/sops/sops-error.ts';
import { type Identity } from '../identity/identity.ts';
import { type RuntimeObject, toObject, toValue } from './to-value.ts';

/** Where a runtime's store lies, and what it opens it with. */
export interface RuntimeStore {
  /** Absolute folder of flow-secrets.json; nothing outside is read. */
  readonly root: string;
  /** Absolute folder of the space files, inside `root`. */
  readonly folder: string;
  readonly identities: readonly Identity[];
  /** Data keys that were opened before. */
  readonly opened: OpenedKeys;
}

/** A space in clear. Whatever prints it by accident shows no value. */
export class RuntimeSpace {
  readonly space: string;
  /** Names, shapes, version and times as the file says. */
  readonly names: SpaceCatalog;
  readonly version: number;
  /** ISO 8601 UTC, as the file says; empty where it does not. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The names of its secrets in the file's order. */
  readonly keys: readonly string[];
  readonly #secrets: RuntimeObject;

  /** @param secrets the decrypted ones, in the file's order */
  constructor(names: SpaceCatalog, secrets: readonly JsonMember[]) {
    this.space = names.space;
    this.names = names;
    this.version = names.version;
    this.createdAt = names.createdAt;
    this.updatedAt = names.updatedAt;
    this.keys = Object.freeze(secrets.map(([key]) => key));
    this.#secrets = toObject(secrets.map(([key, value]) => [key, toValue(value)]));
  }

  /** Deeply frozen. */
  reveal(): RuntimeObject {
    return this.#secrets;
  }
}

/** A space file that is this runtime's, or may be, and can't be used. */
interface RefusedSpace {
  /** Absolute. */
  readonly file: string;
  /** Absent when the file does not tell it. */
  readonly space?: string;
  /** For people: what is wrong and what to do next. */
  readonly problem: string;
}

export interface RuntimeSpaces {
  /** Those that open, in the order of their files. */
  readonly opened: readonly RuntimeSpace[];
  readonly refused: readonly RefusedSpace[];
  /** The names of spaces that are sealed to others. */
  readonly foreign: readonly string[];
}

/**
 * Opens the spaces whose files name one of the identities as a reader, each whole or not at all.
 * @param only when given, other spaces are left alone
 */
export async function openSpaces(store: RuntimeStore, only?: string): Promise<RuntimeSpaces> {
  const listing = await listSpaceFiles(store.folder, store.root);
  if (listing.kind === 'absent') {
    return { opened: [], foreign: [], refused: [{ file: store.folder, problem: 'There is no such folder.' }] };
  }
  if (listing.kind === 'problem') {
    return { opened: [], foreign: [], refused: [{ file: store.folder, problem: listing.problem }] };
  }
  const opened: RuntimeSpace[] = [];
  const refused: RefusedSpace[] = [];
  const foreign: string[] = [];
  for (const name of listing.names) {
    const result = await openSpaceFile(store, path.join(store.folder, name), only);
    if (result instanceof RuntimeSpace) opened.push(result);
    else if (result && 'problem' in result) refused.push(result);
    else if (result) foreign.push(result.foreign);
  }
  return withoutTwins({ opened, refused, foreign });
}

async function openSpaceFile(
  store: RuntimeStore,
  file: string,
  only: string | undefined,
): Promise<RuntimeSpace | RefusedSpace | { readonly foreign: string } | undefined> {
  const read = await readStoreFile(file, store.root);
  if (read.kind === 'absent') return undefined;
  if (read.kind === 'problem') return { file, problem: read.problem };
  let space: string | undefined;
  try {
    const tree = parseJsonBytes(read.bytes);
    // Parsing and opening a big file take their time each: others go between.
    await setImmediate();
    const names = readSpaceNames(tree, file);
    space = names.space;
    if (only !== undefined && space !== only) return undefined;
    const sops = memberOf(tree, 'sops');
    const mine = new Set(store.identities.map(({ recipient }) => recipient));
    if (sops?.kind !== 'object' || !recipientsOf(ungrouped(sops)).some((recipient) => mine.has(recipient))) {
      return { foreign: space };
    }
    const document = await SopsDocument.open(tree, store.identities, store.opened);
    const plain = document.plain();
    const secrets = memberOf(plain, 'secrets');
    const header = readOpenedHeader(tree, plain);
    return new RuntimeSpace({ ...names, ...header }, secrets?.kind === 'object' ? secrets.members : []);
  } catch (error) {
    if (error instanceof SpaceProblem) ({ space } = error);
    if (only !== undefined && space !== undefined && space !== only) return undefined;
    return { file, ...(space !== undefined && { space }), problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (error instanceof SopsError || error instanceof SpaceProblem) return error.message;
  if (error instanceof JsonError) return `It can't be read: ${error.message}. Restore it from version control.`;
  throw error;
}

/** Two files of one name can't both be right: neither is used. */
function withoutTwins(spaces: RuntimeSpaces): RuntimeSpaces {
  const count = new Map<string, number>();
  for (const { space } of spaces.opened) count.set(space, (count.get(space) ?? 0) + 1);
  const isTwin = ({ space }: RuntimeSpace): boolean => (count.get(space) ?? 0) > 1;
  return {
    ...spaces,
    opened: spaces.opened.filter((one) => !isTwin(one)),
    refused: [
      ...spaces.refused,
      ...spaces.opened.filter(isTwin).map(({ space, names }) => ({
        file: names.source,
        space,
        problem: `There are several files of the space ${JSON.stringify(space)}. Remove all but one.`,
      })),
    ],
  };
}
